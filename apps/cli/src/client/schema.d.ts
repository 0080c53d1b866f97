/* eslint-disable */
// Generated from the OpenAPI document of the master: `npm run generate` in apps/cli.

export interface paths {
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Metrics in the Prometheus text format
     * @description Each has its help and type; docs/metrics.md lists them.
     */
    get: operations['getMetrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/agents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who checks: their state, clocks, and disagreement with the others
     * @description Agents that the config names, and those that were heard of since the start.
     */
    get: operations['getAgents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/brake': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Release the mass-failure brake: verdicts count again
     * @description For failures that are real. Without it the brake lets go by itself after `defaults.server.brake.max_sec`.
     */
    delete: operations['releaseBrake'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/config': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which config is in force, and what came of the last reload
     * @description A reload that was refused is told here until the next; the config that is in force stays.
     */
    get: operations['getConfig'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/config/reload': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Read the config’s files anew
     * @description As SIGHUP does, and a change of the files by itself: whole, or not at all. No query is lost.
     */
    post: operations['reloadConfig'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/config/apply': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Put a config in force on trial: it goes back by itself unless it is confirmed in time
     * @description Its files are written with the confirmation. A reload meanwhile ends the trial: the files’ config counts. Files beside them that the config would read and that were not sent are renamed to `….before` then.
     */
    post: operations['applyConfig'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/config/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Keep the config that is on trial: the file is written
     * @description The trial began with `applyConfig`. Without this the config of before comes back when its time is over.
     */
    post: operations['confirmConfig'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/config/rollback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take the config that is on trial back: that of before is in force
     * @description At once, without waiting for the end of the trial. No file is written.
     */
    post: operations['rollbackConfig'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every domain with its decision and votes
     * @description In the order of the config; large where domains are many: `/api/v1/overview/domains` has a row each.
     */
    get: operations['getDomains'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{domain}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One domain: decision, votes, overrides, the bound and measured failovers, the last transitions
     * @description Decided now, from the votes as they are.
     */
    get: operations['getDomain'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{domain}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The whole reasoning behind an answer, as data and as text
     * @description From the zone to the records: targets, votes, arithmetic, overrides, selection, TTL. `format=text` sends the text alone.
     */
    get: operations['explainDomain'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What happened
     * @description Oldest first, from `since` on: an id, or a time. Without `since` the newest, `limit` of them.
     */
    get: operations['getEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Events as they happen (server-sent events)
     * @description Each event is one message, its id the event’s. A client that comes back with `Last-Event-ID` is sent first what it missed. Every 15 s a message of the type `heartbeat`. With `page=1` that comes every 2 s, with the time (HeartbeatDto), and messages of the type `domains` tell which rows of `/api/v1/overview/domains` changed (DomainChangesDto), four a second at most.
     */
    get: operations['streamEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The program runs
     * @description For supervisors: restart it when this does not answer. Needs no token.
     */
    get: operations['getLive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The config is loaded and every DNS socket is bound
     * @description What is `degraded` keeps nobody from being served, and does not make it fail.
     */
    get: operations['getReady'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/info': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What this master is: its version, its zones, and where it answers DNS
     * @description Where DNS is asked is as the config says: a port that was chosen by the system is 0 there.
     */
    get: operations['getInfo'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operator': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Is this an operator’s token? 204: it is; changes nothing
     * @description For pages and programs that ask for a token, before they show what only operators may do.
     */
    get: operations['isOperator'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/overrides': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What operators said and did not take back
     * @description Those whose time is over are gone. `applies: false` is said of those whose subject the config has not.
     */
    get: operations['getOverrides'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{domain}/targets/{ip}/override': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Take an address out, drain it, or force it up or down
     * @description Takes the place of what was said about the same before.
     */
    put: operations['overrideTarget'];
    post?: never;
    /**
     * Take the override of an address back
     * @description A reason in the body, if any, becomes an event of the kind `note`.
     */
    delete: operations['releaseTarget'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{domain}/override': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * The same for every target of a domain
     * @description Takes the place of what was said about the same before.
     */
    put: operations['overrideDomain'];
    post?: never;
    /**
     * Take the override of a domain back
     * @description A reason in the body, if any, becomes an event of the kind `note`.
     */
    delete: operations['releaseDomain'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/agents/{agent}/override': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set the votes of an agent aside (maintenance)
     * @description Takes the place of what was said about the same before.
     */
    put: operations['overrideAgent'];
    post?: never;
    /**
     * Let the votes of an agent count again
     * @description A reason in the body, if any, becomes an event of the kind `note`.
     */
    delete: operations['releaseAgent'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tags/{tag}/override': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set the votes of every agent with a tag aside (maintenance)
     * @description Takes the place of what was said about the same before.
     */
    put: operations['overrideTag'];
    post?: never;
    /**
     * Let the votes of every agent with a tag count again
     * @description A reason in the body, if any, becomes an event of the kind `note`.
     */
    delete: operations['releaseTag'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{domain}/failback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Let a higher tier that came back in now, whatever failback says
     * @description A reason in the body, if any, becomes an event of the kind `note`.
     */
    post: operations['failBack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How things stand, in a few lines: states, what is behind the trouble, agents, config, storage
     * @description Cheap: what did not change is not counted anew.
     */
    get: operations['getOverview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/overview/domains': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every domain in one row, the worst first
     * @description ETag and 304; gzipped where the caller takes it. `/api/v1/events/stream?page=1` tells which rows change.
     */
    get: operations['getOverviewDomains'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * One result of one agent
     * @description It counts as fresh on arrival, whatever its timestamp says.
     */
    post: operations['postReport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Several results of one agent
     * @description A result is as old as `sent_at − timestamp`, both by the agent’s clock. One whose `seq` was seen is dropped. Refused results are listed; the others count.
     */
    post: operations['postReports'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/simulate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What would be answered if …
     * @description Targets go down, agents fall silent, operators override, time passes, another config holds: decided by the same functions on a copy of what is known now. Touches nothing. That a target is down counts as noticed at once; the other agents keep saying what they say. So many that the mass-failure brake goes on are answered as it has them answered.
     */
    post: operations['simulate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/config/plan': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What another config would change at once
     * @description The domains that come, go, or answer otherwise, the agents that gain or lose tasks, and the lints. Touches nothing. Read as if it stood where the config in force does: secrets, variables, and files that were not sent are those there.
     */
    post: operations['planConfig'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What every domain answers now
     * @description As DNS answers it, with the agents that were heard; and why the master is not at its best, if it is not.
     */
    get: operations['getStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/status/{domain}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The last reports about one domain
     * @description By address and agent: of several checks the worst.
     */
    get: operations['getDomainStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{domain}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What happened to a domain, and what explains it
     * @description Newest first: its transitions and overrides, agents that fell silent, brakes, and reloads.
     */
    get: operations['getTimeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/domains/{domain}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * States and latencies of a domain over time, as many points as a chart shows
     * @description Latencies by target and agent in buckets of equal width, and the states that it was in.
     */
    get: operations['getHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What an agent is asked to check
     * @description An agent that the config names gets every domain that has no tags or shares one with the config’s tags for it. Any other gets a domain if its token is unset or equals the key (where some agents are named: only if it is set and equal), and its tags are empty or share one with `tags`.
     */
    get: operations['getTasks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where events are sent to, and how that goes
     * @description What waits, what was delivered or given up, and the last attempt. Only the host of a URL is told.
     */
    get: operations['getWebhooks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{name}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send an event of the kind test, and see what the receiver answers
     * @description One attempt at once, whatever waits; that it fails is no error of this call.
     */
    post: operations['testWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    FindingDto: {
      /**
       * @description the file: as it was sent, else where the master has it
       * @example /etc/failover/config.yaml
       */
      file: string;
      /**
       * @description line, from 1; 0: the file as a whole
       * @example 7
       */
      line: number;
      /**
       * @description column, from 1; 0: the file as a whole
       * @example 24
       */
      column: number;
      /**
       * @description the key; empty: the file as a whole
       * @example zones[0].domains.webmail.server.quorum
       */
      path: string;
      /**
       * @description what was found and what is expected
       * @example found "anny", expected any, quorum, all or priority
       */
      message: string;
      /**
       * @description what to do about it; null: the message says it
       * @example did you mean "any"?
       */
      remedy: string | null;
    };
    ProblemDto: {
      /**
       * @description kind of problem; `about:blank` says that the status tells all
       * @example about:blank
       */
      type: string;
      /**
       * @description the status in words
       * @example Unprocessable Content
       */
      title: string;
      /**
       * @description HTTP status
       * @example 422
       */
      status: number;
      /**
       * @description what is wrong here, and what would be right
       * @example 192.0.2.99 is not a target of webmail.failover
       */
      detail: string;
      /**
       * @description where the body is wrong: a path and what was expected there
       * @example [
       *       {
       *         "path": "port",
       *         "detail": "port must not be greater than 65535"
       *       }
       *     ]
       */
      errors?: {
        /** @description where */
        path?: string;
        /** @description what was expected there */
        detail?: string;
      }[];
      /** @description what is wrong with a config */
      faults?: components['schemas']['FindingDto'][];
    };
    OverrideDto: {
      /**
       * @description what it is about
       * @example target
       * @enum {string}
       */
      scope: 'target' | 'domain' | 'agent' | 'tag';
      /**
       * @description the domain, for a target or a domain
       * @example webmail.failover
       */
      domain: string | null;
      /**
       * @description the address, the agent or the tag; null: a whole domain
       * @example 192.0.2.10
       */
      name: string | null;
      /**
       * @description what it says
       * @enum {string}
       */
      kind: 'maintenance' | 'drain' | 'force_up' | 'force_down';
      /**
       * @description who said so
       * @example ann
       */
      who: string;
      /**
       * @description why
       * @example new disk
       */
      reason: string;
      /**
       * Format: date-time
       * @description since when
       */
      since: string;
      /**
       * Format: date-time
       * @description until when; null: until it is taken back
       */
      until: string | null;
      /** @description false: the config has no such thing any more; it counts again if that comes back */
      applies: boolean;
    };
    DisagreementDto: {
      /**
       * @description targets that it calls down and most others up
       * @example 0
       */
      disputed: number;
      /**
       * @description targets on which the others have a majority to compare it with
       * @example 4
       */
      comparable: number;
    };
    AgentDto: {
      /**
       * @description name of the agent
       * @example fra-1
       */
      id: string;
      /**
       * @description its tags: the config’s for a named agent, else those that it asked its tasks with
       * @example [
       *       "eu"
       *     ]
       */
      tags: string[];
      /**
       * @description the config names it: only its own token speaks for it
       * @example true
       */
      named: boolean;
      /**
       * @description active: heard lately · suspect: nothing came for the longest timeout_sec of the domains that it votes on · lost: nothing for their longest agent_grace_sec · unseen: the config names it, and it never came
       * @example active
       * @enum {string}
       */
      state: 'active' | 'suspect' | 'lost' | 'unseen';
      /**
       * @description it calls down what most others call up: its votes are set aside where enough others vote
       * @example false
       */
      suspect_vantage: boolean;
      /** @description an operator’s word about it, or about one of its tags: its votes are set aside where enough others vote; null: none */
      maintenance: components['schemas']['OverrideDto'] | (never | null);
      /**
       * Format: date-time
       * @description when anything came from it last; null: never since the start
       * @example 2026-01-02T03:04:05.700Z
       */
      last_seen: string | null;
      /**
       * @description its clock minus the master’s, milliseconds; no decision hangs on it; null: it never sent its time
       * @example -12
       */
      clock_offset_ms: number | null;
      /**
       * @description how long its results waited for their report, milliseconds, by its own clock: a moving mean; null: none came in batches
       * @example 100
       */
      lag_ms: number | null;
      /**
       * @description results that were taken from it since the start
       * @example 1234
       */
      reports: number;
      /**
       * @description results that were taken from it within the last minute, about
       * @example 24
       */
      reports_per_min: number;
      /** @description how it compared with the others in the last round; null: there was nothing to compare */
      disagreement: components['schemas']['DisagreementDto'] | (never | null);
      /**
       * @description targets that it has a vote about
       * @example 4
       */
      targets: number;
    };
    AgentsDto: {
      /** @description every agent that the config names or that was heard of, by name */
      agents: components['schemas']['AgentDto'][];
    };
    NoteDto: {
      /**
       * @description why, for whoever reads the events
       * @example the disk is new
       */
      reason?: string | null;
      /**
       * @description who says so; default: operator
       * @example ann
       */
      who?: string | null;
    };
    ReloadDto: {
      /**
       * Format: date-time
       * @description when
       */
      at: string;
      /**
       * @description what asked for it
       * @example SIGHUP
       */
      by: string;
      /** @description true: what was read is in force; false: nothing changed */
      applied: boolean;
      /**
       * @description what came of it, in one sentence
       * @example config.yaml is in force; domains: 1 added, 2 changed, 0 removed
       */
      text: string;
      /** @description why it is not in force */
      faults: components['schemas']['FindingDto'][];
      /** @description lints: what works, but hardly as it was meant */
      lints: components['schemas']['FindingDto'][];
    };
    ConfigStatusDto: {
      /**
       * @description the file
       * @example /etc/failover/config.yaml
       */
      file: string;
      /**
       * @description names the tasks of this config
       * @example 5c1d0f2a9b3e4d67
       */
      version: string;
      /**
       * Format: date-time
       * @description since when it is in force
       */
      loaded_at: string;
      /**
       * @description keys whose change waits for a restart
       * @example [
       *       "dns.workers"
       *     ]
       */
      waiting_for_restart: string[];
      /**
       * Format: date-time
       * @description until when the config that is on trial must be confirmed; null: none is on trial
       */
      confirm_until: string | null;
      /** @description the last reload; null: none since the start */
      last_reload: components['schemas']['ReloadDto'] | (never | null);
    };
    ConfigFileDto: {
      /**
       * @description where it stands: relative to the config’s folder
       * @example zones.d/a.yaml
       */
      path: string;
      /**
       * @description what it holds (YAML)
       * @example zones:
       *       - name: failover
       */
      text: string;
    };
    ApplyRequestDto: {
      /**
       * @description why, for whoever reads the events
       * @example the disk is new
       */
      reason?: string | null;
      /**
       * @description who says so; default: operator
       * @example ann
       */
      who?: string | null;
      /**
       * @description the config (YAML), as it is to stand in the file
       * @example zones:
       *       - name: failover
       */
      config?: string | null;
      /** @description the YAML files that it includes, as they are to stand; without `config`: those of the folder that the master reads */
      files?: components['schemas']['ConfigFileDto'][] | null;
      /**
       * @description seconds within which it must be confirmed; default 120
       * @example 120
       */
      confirm_within_sec?: number | null;
    };
    BrakeDto: {
      /**
       * Format: date-time
       * @description since when it is on
       */
      since: string;
      /**
       * Format: date-time
       * @description when it ends by itself
       */
      until: string | null;
      /**
       * @description why it is on
       * @example 21 of 30 targets went down within 60 s
       */
      why: string;
    };
    TallyDto: {
      /**
       * @description u: votes that say up
       * @example 2
       */
      up: number;
      /**
       * @description d: votes that say down
       * @example 1
       */
      down: number;
      /**
       * @description m: votes that are missing (only with on_silence hold)
       * @example 0
       */
      missing: number;
      /**
       * @description n = u + d + m
       * @example 3
       */
      electorate: number;
      /**
       * @description k: how many must say up
       * @example 2
       */
      needed: number;
      /**
       * @description with fewer voters there is no verdict
       * @example 1
       */
      enough: number;
      /**
       * @description voters that are set aside
       * @example 0
       */
      set_aside: number;
    };
    VoteDto: {
      /**
       * @description the agent
       * @example fra-1
       */
      agent: string;
      /**
       * @description what it says now; unknown when it is silent
       * @example down
       * @enum {string}
       */
      value: 'up' | 'down' | 'unknown';
      /**
       * @description milliseconds since its last evidence; null: it has none
       * @example 1200
       */
      age_ms: number | null;
      /**
       * @description failures among the last `window` results
       * @example 1
       */
      failures: number;
      /**
       * @description successes in a row
       * @example 0
       */
      successes: number;
      /**
       * @description latency of the last check, milliseconds
       * @example 12.3
       */
      latency_ms: number | null;
      /**
       * @description why the last check failed or could not be performed
       * @example refused
       */
      reason: string | null;
      /** @description it stands from before the start of the master */
      provisional: boolean;
      /**
       * @description why it does not count; null: it does
       * @example maintenance
       */
      set_aside: string | null;
      /**
       * @description why it would be set aside, if as many others voted as must; null: it would not
       * @example null
       */
      counts_despite: string | null;
      /** @description it is among the votes that say up or down */
      counts: boolean;
      /** @description it says something else than the verdict */
      differs: boolean;
      /**
       * @description its last results, newest last, at most `window` of them: o for ok, x for failed
       * @example oox
       */
      results: string;
    };
    TargetDecisionDto: {
      /**
       * @description address
       * @example 192.0.2.10
       */
      ip: string;
      /**
       * @description port that is checked; null: none
       * @example 443
       */
      port: number | null;
      /**
       * @description its tier
       * @example 1
       */
      priority: number;
      /**
       * @description its weight in a draw
       * @example 1
       */
      weight: number;
      /**
       * @description what the votes say
       * @enum {string}
       */
      verdict: 'up' | 'down' | 'unknown';
      /**
       * @description milliseconds since the verdict became this
       * @example 60000
       */
      for_ms: number;
      /**
       * @description why a verdict stands that the votes do not give; null: they do
       * @enum {string|null}
       */
      held: 'undecided' | 'silence' | 'provisional' | 'brake' | null;
      /**
       * @description `in`: as its verdict says; else what the config or an operator made of it
       * @enum {string}
       */
      service: 'in' | 'disabled' | 'maintenance' | 'forced_up' | 'forced_down' | 'drain';
      /** @description it counts as up: verdict, override and brake together */
      in_force: boolean;
      /** @description its address is answered */
      answered: boolean;
      /**
       * @description the verdict in words
       * @example 2 of 3 say up, 2 are needed
       */
      reason: string;
      /** @description the arithmetic */
      tally: components['schemas']['TallyDto'];
      /** @description each agent’s vote */
      votes: components['schemas']['VoteDto'][];
      /**
       * @description tags whose agents all call it down while all others call it up: a path fault
       * @example []
       */
      path_faults: string[];
    };
    DecisionDto: {
      /**
       * @description fully qualified name, without the final dot
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description worst first: fallback, frozen, unknown, degraded, healthy
       * @enum {string}
       */
      state: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy';
      /**
       * @description what operators did to it, beside the state
       * @example [
       *       "drain"
       *     ]
       */
      tags: string[];
      /**
       * @description the policy
       * @example quorum
       */
      policy: string;
      /**
       * @description what is answered, both families
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      addresses: string[];
      /**
       * @description weight of each address in the draw; null: all are answered alike
       * @example [
       *       1
       *     ]
       */
      weights: number[] | null;
      /**
       * @description records of one family in one answer; null: all
       * @example 2
       */
      max_answers: number | null;
      /**
       * @description where the addresses come from
       * @enum {string}
       */
      source: 'targets' | 'fallback' | 'all_targets' | 'last_good' | 'nodata' | 'servfail';
      /**
       * @description why that source
       * @enum {string}
       */
      cause: 'up' | 'panic' | 'all_down';
      /**
       * @description TTL of the answer, seconds
       * @example 5
       */
      ttl: number;
      /**
       * @description the setting that the TTL comes from
       * @enum {string}
       */
      ttl_from: 'ttl' | 'fallback_ttl';
      /**
       * @description the tier that is answered; null: tiers are not selected
       * @example 1
       */
      tier: number | null;
      /**
       * @description which targets are answered, in words
       * @example every target that is up
       */
      selection: string;
      /**
       * @description the whole in one line
       * @example 192.0.2.10 is up
       */
      reason: string;
      /**
       * Format: date-time
       * @description when it ends if nothing is heard; null: never
       */
      holds_until: string | null;
      /** @description the mass-failure brake, while it is on */
      brake: components['schemas']['BrakeDto'] | (never | null);
      /** @description every target, in the config’s order */
      targets: components['schemas']['TargetDecisionDto'][];
    };
    DomainsDto: {
      /** @description every domain */
      domains: components['schemas']['DecisionDto'][];
    };
    DomainCheckDto: {
      /**
       * @description kinds of the checks of its targets
       * @example [
       *       "tcp"
       *     ]
       */
      types: string[];
      /**
       * @description seconds from one check to the next
       * @example 10
       */
      interval_sec: number;
      /**
       * @description seconds until a check has failed
       * @example 3
       */
      timeout_sec: number;
      /**
       * @description seconds to the next check after a result that differs from the last; null: the interval
       * @example 2
       */
      fast_interval_sec: number | null;
      /**
       * @description seconds that a vote is fresh
       * @example 40
       */
      vote_timeout_sec: number;
      /**
       * @description successes in a row that bring a target back
       * @example 2
       */
      rise: number;
      /**
       * @description failures among the last `window` results that take it down
       * @example 2
       */
      fall: number;
      /**
       * @description how many results are looked at
       * @example 3
       */
      window: number;
      /**
       * @description what a vote that went stale means
       * @enum {string}
       */
      on_silence: 'fallback' | 'hold';
      /**
       * @description what the config asks of the policy quorum, votes or a share; null: more than half, or another policy
       * @example 60%
       */
      quorum: string | null;
    };
    DomainAgentDto: {
      /**
       * @description name of the agent
       * @example fra-1
       */
      id: string;
      /**
       * @description active, suspect, lost or unseen, by the timeout and the grace of this domain
       * @enum {string}
       */
      state: 'active' | 'suspect' | 'lost' | 'unseen';
      /**
       * @description its tags
       * @example [
       *       "eu"
       *     ]
       */
      tags: string[];
      /**
       * Format: date-time
       * @description when anything came from it last; null: never since the start
       */
      last_seen: string | null;
      /**
       * @description why its votes are set aside here; null: they are not, or one counts despite that, as too few others vote
       * @example maintenance
       */
      set_aside: string | null;
    };
    BoundDto: {
      /**
       * @description until enough agents have looked for the first time
       * @example 10000
       */
      first_look_ms: number;
      /**
       * @description until they have failed often enough
       * @example 10000
       */
      confirm_ms: number;
      /**
       * @description the timeout of the last check
       * @example 3000
       */
      check_ms: number;
      /**
       * @description until the report is here
       * @example 100
       */
      report_ms: number;
      /**
       * @description until it is decided
       * @example 10
       */
      decision_ms: number;
      /**
       * @description the sum so far: until DNS answers otherwise
       * @example 23110
       */
      detect_ms: number;
      /**
       * @description how long caches may keep the old answer
       * @example 5000
       */
      ttl_ms: number;
      /**
       * @description the worst case for a client behind a cache
       * @example 28110
       */
      total_ms: number;
    };
    MeasuredFailoverDto: {
      /**
       * @description the target that left service
       * @example 192.0.2.10:443
       */
      target: string;
      /**
       * Format: date-time
       * @description when
       */
      at: string;
      /**
       * @description from the first failed check to the changed answer, milliseconds
       * @example 12345
       */
      ms: number;
    };
    TransitionDto: {
      /**
       * @description of the event
       * @example 1767319445678000
       */
      id: number;
      /**
       * Format: date-time
       * @description when
       */
      at: string;
      /**
       * @description the whole in one line
       * @example webmail.failover: 192.0.2.10:443 down → answering 192.0.2.11, TTL 5; 192.0.2.10:443 is down
       */
      text: string;
    };
    DomainDto: {
      /**
       * @description fully qualified name, without the final dot
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description worst first: fallback, frozen, unknown, degraded, healthy
       * @enum {string}
       */
      state: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy';
      /**
       * @description what operators did to it, beside the state
       * @example [
       *       "drain"
       *     ]
       */
      tags: string[];
      /**
       * @description the policy
       * @example quorum
       */
      policy: string;
      /**
       * @description what is answered, both families
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      addresses: string[];
      /**
       * @description weight of each address in the draw; null: all are answered alike
       * @example [
       *       1
       *     ]
       */
      weights: number[] | null;
      /**
       * @description records of one family in one answer; null: all
       * @example 2
       */
      max_answers: number | null;
      /**
       * @description where the addresses come from
       * @enum {string}
       */
      source: 'targets' | 'fallback' | 'all_targets' | 'last_good' | 'nodata' | 'servfail';
      /**
       * @description why that source
       * @enum {string}
       */
      cause: 'up' | 'panic' | 'all_down';
      /**
       * @description TTL of the answer, seconds
       * @example 5
       */
      ttl: number;
      /**
       * @description the setting that the TTL comes from
       * @enum {string}
       */
      ttl_from: 'ttl' | 'fallback_ttl';
      /**
       * @description the tier that is answered; null: tiers are not selected
       * @example 1
       */
      tier: number | null;
      /**
       * @description which targets are answered, in words
       * @example every target that is up
       */
      selection: string;
      /**
       * @description the whole in one line
       * @example 192.0.2.10 is up
       */
      reason: string;
      /**
       * Format: date-time
       * @description when it ends if nothing is heard; null: never
       */
      holds_until: string | null;
      /** @description the mass-failure brake, while it is on */
      brake: components['schemas']['BrakeDto'] | (never | null);
      /** @description every target, in the config’s order */
      targets: components['schemas']['TargetDecisionDto'][];
      /**
       * Format: date-time
       * @description since when it is in this state
       */
      since: string;
      /**
       * @description why it is not healthy, in one line; empty: it is
       * @example 192.0.2.11:443 is down
       */
      summary: string;
      /**
       * @description what is answered when no target is
       * @example [
       *       "192.0.2.254"
       *     ]
       */
      fallback: string[];
      /**
       * @description TTL of the fallback, seconds
       * @example 30
       */
      fallback_ttl: number;
      /**
       * @description records as DNS answers them, both types
       * @example [
       *       "webmail.failover. 5 IN A 192.0.2.10"
       *     ]
       */
      answer: string[];
      /** @description how it is checked */
      check: components['schemas']['DomainCheckDto'];
      /** @description agents that check it, or should; by name */
      agents: components['schemas']['DomainAgentDto'][];
      /**
       * @description its zone
       * @example failover
       */
      zone: string;
      /** @description overrides in force (maintenance, drain, force_up, force_down) */
      overrides: components['schemas']['OverrideDto'][];
      /** @description the worst-case failover time */
      bound: components['schemas']['BoundDto'];
      /** @description the last failovers that were measured, oldest first */
      measured: components['schemas']['MeasuredFailoverDto'][];
      /** @description the last changes of its answer or state, newest first; `GET /api/v1/events` has all */
      transitions: components['schemas']['TransitionDto'][];
    };
    ExplanationDto: {
      /**
       * @description fully qualified name, without the final dot
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description worst first: fallback, frozen, unknown, degraded, healthy
       * @enum {string}
       */
      state: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy';
      /**
       * @description what operators did to it, beside the state
       * @example [
       *       "drain"
       *     ]
       */
      tags: string[];
      /**
       * @description the policy
       * @example quorum
       */
      policy: string;
      /**
       * @description what is answered, both families
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      addresses: string[];
      /**
       * @description weight of each address in the draw; null: all are answered alike
       * @example [
       *       1
       *     ]
       */
      weights: number[] | null;
      /**
       * @description records of one family in one answer; null: all
       * @example 2
       */
      max_answers: number | null;
      /**
       * @description where the addresses come from
       * @enum {string}
       */
      source: 'targets' | 'fallback' | 'all_targets' | 'last_good' | 'nodata' | 'servfail';
      /**
       * @description why that source
       * @enum {string}
       */
      cause: 'up' | 'panic' | 'all_down';
      /**
       * @description TTL of the answer, seconds
       * @example 5
       */
      ttl: number;
      /**
       * @description the setting that the TTL comes from
       * @enum {string}
       */
      ttl_from: 'ttl' | 'fallback_ttl';
      /**
       * @description the tier that is answered; null: tiers are not selected
       * @example 1
       */
      tier: number | null;
      /**
       * @description which targets are answered, in words
       * @example every target that is up
       */
      selection: string;
      /**
       * @description the whole in one line
       * @example 192.0.2.10 is up
       */
      reason: string;
      /**
       * Format: date-time
       * @description when it ends if nothing is heard; null: never
       */
      holds_until: string | null;
      /** @description the mass-failure brake, while it is on */
      brake: components['schemas']['BrakeDto'] | (never | null);
      /** @description every target, in the config’s order */
      targets: components['schemas']['TargetDecisionDto'][];
      /**
       * Format: date-time
       * @description since when it is in this state
       */
      since: string;
      /**
       * @description why it is not healthy, in one line; empty: it is
       * @example 192.0.2.11:443 is down
       */
      summary: string;
      /**
       * @description what is answered when no target is
       * @example [
       *       "192.0.2.254"
       *     ]
       */
      fallback: string[];
      /**
       * @description TTL of the fallback, seconds
       * @example 30
       */
      fallback_ttl: number;
      /**
       * @description records as DNS answers them, both types
       * @example [
       *       "webmail.failover. 5 IN A 192.0.2.10"
       *     ]
       */
      answer: string[];
      /** @description how it is checked */
      check: components['schemas']['DomainCheckDto'];
      /** @description agents that check it, or should; by name */
      agents: components['schemas']['DomainAgentDto'][];
      /**
       * @description its zone
       * @example failover
       */
      zone: string;
      /** @description overrides in force (maintenance, drain, force_up, force_down) */
      overrides: components['schemas']['OverrideDto'][];
      /** @description the worst-case failover time */
      bound: components['schemas']['BoundDto'];
      /** @description the last failovers that were measured, oldest first */
      measured: components['schemas']['MeasuredFailoverDto'][];
      /**
       * @description the records of the type asked for
       * @example [
       *       "webmail.failover. 5 IN A 192.0.2.10"
       *     ]
       */
      records: string[];
      /**
       * @description all of it as text, a line each
       * @example [
       *       "webmail.failover answers 192.0.2.10, TTL 5"
       *     ]
       */
      text: string[];
    };
    EventDto: {
      /**
       * @description later events have higher ids, over restarts too
       * @example 1767319445678000
       */
      id: number;
      /**
       * Format: date-time
       * @description when
       */
      at: string;
      /**
       * @description what: transition, override, release, brake, agent …
       * @example transition
       */
      kind: string;
      /**
       * @description the domain it is about; null: none
       * @example webmail.failover
       */
      domain: string | null;
      /**
       * @description the whole in one line, readable aloud
       * @example webmail.failover: 192.0.2.10:443 down (…) → answering 192.0.2.11, TTL 5
       */
      text: string;
      /**
       * @description the details, by kind
       * @example {
       *       "before": [
       *         "192.0.2.10"
       *       ],
       *       "after": [
       *         "192.0.2.11"
       *       ]
       *     }
       */
      data: {
        [key: string]: unknown;
      };
    };
    EventsDto: {
      /** @description oldest first */
      events: components['schemas']['EventDto'][];
      /**
       * @description the `since` of the next page; null: there is none yet
       * @example 1767319445678000
       */
      next: number | null;
    };
    OverrideCountsDto: {
      /**
       * @description targets in maintenance
       * @example 1
       */
      maintenance: number;
      /**
       * @description targets that are drained
       * @example 0
       */
      drain: number;
      /**
       * @description targets that are forced up
       * @example 0
       */
      force_up: number;
      /**
       * @description targets that are forced down
       * @example 0
       */
      force_down: number;
    };
    StateSpanDto: {
      /**
       * @description since when, milliseconds since 1970
       * @example 1767319445678
       */
      at: number;
      /**
       * @description the state from then on; `gap`: the master did not run
       * @enum {string}
       */
      state: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy' | 'gap';
    };
    DomainRowDto: {
      /**
       * @description fully qualified name, without the final dot
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description its zone
       * @example failover
       */
      zone: string;
      /**
       * @description worst first: fallback, frozen, unknown, degraded, healthy
       * @enum {string}
       */
      state: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy';
      /**
       * Format: date-time
       * @description since when it is in this state
       */
      since: string;
      /**
       * @description the state before; null: it is new, or that is not known any more
       * @example healthy
       * @enum {string|null}
       */
      before: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy' | 'gap' | null;
      /**
       * @description why it is not healthy, in one line; empty: it is
       * @example 192.0.2.11:443: refused, say 4 of 5 agents.
       */
      reason: string;
      /**
       * @description what is answered now
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      addresses: string[];
      /**
       * @description where the addresses come from
       * @enum {string}
       */
      source: 'targets' | 'fallback' | 'all_targets' | 'last_good' | 'nodata' | 'servfail';
      /**
       * @description TTL of the answer, seconds
       * @example 5
       */
      ttl: number;
      /**
       * @description targets in service that are up
       * @example 2
       */
      up: number;
      /**
       * @description targets in service: neither disabled nor taken out by an operator
       * @example 3
       */
      in_service: number;
      /**
       * @description targets in the config
       * @example 4
       */
      total: number;
      /**
       * @description its targets in the config’s order, as `ip:port`
       * @example [
       *       "192.0.2.10:443"
       *     ]
       */
      targets: string[];
      /** @description targets under each kind of override */
      overrides: components['schemas']['OverrideCountsDto'];
      /**
       * @description tags of the domain in the config
       * @example [
       *       "eu"
       *     ]
       */
      tags: string[];
      /**
       * @description the kind of its first check
       * @example tcp
       */
      check: string;
      /**
       * @description the policy
       * @example quorum
       */
      policy: string;
      /**
       * @description targets in service that are not up, as `ip:port`
       * @example [
       *       "192.0.2.11:443"
       *     ]
       */
      failing: string[];
      /** @description its states of the last 24 h, oldest first; the first may have begun before, and before it the domain did not exist */
      spans: components['schemas']['StateSpanDto'][];
      /**
       * @description how many states these were; above 120 `spans` has fewer: the worst of each part of the day, and the last one
       * @example 3
       */
      span_count: number;
    };
    DomainChangesDto: {
      /** @description rows that are others now */
      domains: components['schemas']['DomainRowDto'][];
      /**
       * @description domains that are gone
       * @example [
       *       "old.failover"
       *     ]
       */
      removed: string[];
      /** @description true: too many changed, all rows are to be read anew */
      reread: boolean;
    };
    HeartbeatDto: {
      /**
       * Format: date-time
       * @description the master’s time of day
       */
      at: string;
    };
    DegradedDto: {
      /**
       * @description one word: no_agents, config_refused, storage_failing, brake, provisional …
       * @example config_refused
       */
      code: string;
      /**
       * Format: date-time
       * @description since when
       * @example 2026-01-02T03:04:05.700Z
       */
      since: string;
      /**
       * @description what is the matter, and what to do
       * @example config.yaml has 1 fault; the config of 2026-01-02T03:04:05.000Z is in force: mend the file, which `failover check` explains
       */
      message: string;
    };
    DnsAddressDto: {
      /**
       * @description the address; `::` and `0.0.0.0` stand for every one of this machine
       * @example ::
       */
      address: string;
      /**
       * @description the port
       * @example 53
       */
      port: number;
    };
    InfoDto: {
      /**
       * @description version of the master
       * @example 0.1.0
       */
      version: string;
      /**
       * Format: date-time
       * @description when it was started
       */
      started_at: string;
      /** @description where it answers DNS */
      dns: components['schemas']['DnsAddressDto'][];
      /**
       * @description names of its zones
       * @example [
       *       "failover"
       *     ]
       */
      zones: string[];
    };
    OverridesDto: {
      /** @description overrides in force, the newest last */
      overrides: components['schemas']['OverrideDto'][];
    };
    OverrideRequestDto: {
      /**
       * @description maintenance: left out · drain: answered only if nothing else is up · force_up, force_down: whatever the votes say. Agents and tags know maintenance alone: their votes are set aside where enough others vote.
       * @example maintenance
       * @enum {string}
       */
      kind: 'maintenance' | 'drain' | 'force_up' | 'force_down';
      /**
       * @description why, for whoever reads it at night
       * @example new disk
       */
      reason: string;
      /**
       * @description who says so; default: operator
       * @example ann
       */
      who?: string | null;
      /**
       * Format: date-time
       * @description when it ends by itself
       * @example 2026-01-02T04:00:00Z
       */
      until?: string | null;
      /**
       * @description for how long: a number and its unit (s, m, h, d)
       * @example 2h
       */
      for?: string | null;
      /** @description true says on purpose that it never ends by itself */
      permanent?: boolean | null;
    };
    StateCountsDto: {
      /**
       * @description domains on fallback
       * @example 0
       */
      fallback: number;
      /**
       * @description domains whose answer is held
       * @example 0
       */
      frozen: number;
      /**
       * @description domains without evidence
       * @example 0
       */
      unknown: number;
      /**
       * @description domains with a target in service that is not up
       * @example 1
       */
      degraded: number;
      /**
       * @description domains whose targets in service are all up
       * @example 41
       */
      healthy: number;
    };
    CauseDto: {
      /**
       * @description a failing target, five or more in one /24 or /64, or a silent agent
       * @enum {string}
       */
      kind: 'target' | 'prefix' | 'agent';
      /**
       * @description the target, the prefix or the agent
       * @example 192.0.2.44:443
       */
      name: string;
      /**
       * @description what is the matter with it; of a prefix with how many of its targets, where they differ
       * @example refused
       */
      what: string;
      /**
       * @description the worst state of its domains
       * @enum {string}
       */
      state: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy';
      /**
       * Format: date-time
       * @description since when the first of its domains is in trouble
       */
      since: string;
      /**
       * @description failing targets; 1 for a target, 0 for an agent
       * @example 1
       */
      targets: number;
      /**
       * @description the domains it explains, each in one cause alone
       * @example [
       *       "webmail.failover"
       *     ]
       */
      domains: string[];
    };
    AgentCountsDto: {
      /**
       * @description agents that are heard
       * @example 3
       */
      active: number;
      /**
       * @description agents that are silent for the timeout
       * @example 0
       */
      suspect: number;
      /**
       * @description agents that are silent for the grace
       * @example 0
       */
      lost: number;
      /**
       * @description agents that the config names and that never came
       * @example 0
       */
      unseen: number;
    };
    RefusedReloadDto: {
      /**
       * Format: date-time
       * @description when
       */
      at: string;
      /**
       * @description why, in one sentence
       * @example config.yaml has 1 fault
       */
      text: string;
      /**
       * @description the file of the first fault; null: there is none
       * @example config.yaml
       */
      file: string | null;
      /**
       * @description the line of the first fault; null: there is none
       * @example 7
       */
      line: number | null;
      /**
       * @description the first fault, with its place; null: there is none
       * @example config.yaml:7:9: dns.listen_port: found 70000, expected a whole number from 1 to 65535
       */
      fault: string | null;
    };
    OverviewConfigDto: {
      /**
       * Format: date-time
       * @description since when it is in force
       */
      loaded_at: string;
      /**
       * @description names its tasks; the first seven characters tell it apart
       * @example 5c1d0f2a9b3e4d67
       */
      version: string;
      /** @description the last reload, when it was refused; null: it was not */
      refused: components['schemas']['RefusedReloadDto'] | (never | null);
      /**
       * Format: date-time
       * @description when a config on trial goes back; null: none is
       */
      confirm_until: string | null;
      /**
       * @description keys whose change waits for a restart
       * @example [
       *       "dns.workers"
       *     ]
       */
      waiting_for_restart: string[];
    };
    OverviewStorageDto: {
      /**
       * @description the file; null: nothing is kept
       * @example data/failover.db
       */
      path: string | null;
      /**
       * @description what keeps things from being stored; null: nothing does
       * @example the disk is full
       */
      fault: string | null;
      /**
       * @description size on the disk, bytes; null: not known
       * @example 4096000
       */
      bytes: number | null;
      /**
       * @description days that history is kept
       * @example 30
       */
      keep_days: number;
    };
    OverviewBrakeDto: {
      /**
       * Format: date-time
       * @description since when it is on
       */
      since: string;
      /**
       * Format: date-time
       * @description when it ends by itself
       */
      until: string | null;
      /**
       * @description why it is on
       * @example 21 of 30 targets went down within 60 s
       */
      why: string;
    };
    MasterFactsDto: {
      /**
       * @description the name of its host
       * @example dns-1
       */
      name: string;
      /**
       * @description its version
       * @example 0.1.0
       */
      version: string;
      /**
       * Format: date-time
       * @description since when it runs
       */
      started_at: string;
      /** @description reading needs a token */
      viewers_need_token: boolean;
      /** @description operators can sign in: api.admin_token is set */
      operators: boolean;
    };
    OverviewDto: {
      /**
       * Format: date-time
       * @description the master’s time of day
       */
      at: string;
      /** @description domains by state */
      states: components['schemas']['StateCountsDto'];
      /** @description what is behind the trouble, the largest first */
      causes: components['schemas']['CauseDto'][];
      /** @description agents by state */
      agents: components['schemas']['AgentCountsDto'];
      /** @description the config in force */
      config: components['schemas']['OverviewConfigDto'];
      /** @description where history is kept */
      storage: components['schemas']['OverviewStorageDto'];
      /**
       * @description DNS queries a second, of the last seconds
       * @example 18420
       */
      dns_queries_per_sec: number;
      /**
       * @description overrides in force
       * @example 1
       */
      overrides: number;
      /** @description the mass-failure brake, while it is on */
      brake: components['schemas']['OverviewBrakeDto'] | (never | null);
      /** @description the master itself */
      master: components['schemas']['MasterFactsDto'];
      /**
       * @description the zones, by name
       * @example [
       *       "failover"
       *     ]
       */
      zones: string[];
      /** @description what just happened, newest first */
      latest: components['schemas']['EventDto'][];
    };
    DomainRowsDto: {
      /** @description every domain, the worst first, within a state the newest */
      domains: components['schemas']['DomainRowDto'][];
    };
    ReportDto: {
      /**
       * Format: date-time
       * @description when the check ended, by the agent’s clock; shown to people and decides nothing
       * @example 2026-01-02T03:04:05.678Z
       */
      timestamp: string;
      /**
       * @description the task’s check_name
       * @example webmail.failover:192.0.2.10:443
       */
      check_name: string;
      /**
       * @description the task’s domain
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description the task’s type
       * @example tcp
       */
      type: string;
      /**
       * @description the task’s target_ip
       * @example 192.0.2.10
       */
      target_ip: string;
      /**
       * @description the task’s port; null where it has none
       * @example 443
       */
      port?: number | null;
      /**
       * @description ok, fail, or error (the agent could not perform the check)
       * @example ok
       * @enum {string}
       */
      status: 'ok' | 'fail' | 'error';
      /**
       * @description how long the check took, in milliseconds
       * @example 12.34
       */
      latency_ms?: number | null;
      /**
       * @description why it failed
       * @example refused
       */
      reason?: string | null;
      /**
       * @description name of the agent
       * @example fra-1
       */
      agent_id: string;
    };
    ReportAcceptedDto: {
      /**
       * @description always ok
       * @example ok
       * @enum {string}
       */
      status: 'ok';
    };
    BatchedReportDto: {
      /**
       * Format: date-time
       * @description when the check ended, by the agent’s clock; shown to people and decides nothing
       * @example 2026-01-02T03:04:05.678Z
       */
      timestamp: string;
      /**
       * @description the task’s check_name
       * @example webmail.failover:192.0.2.10:443
       */
      check_name: string;
      /**
       * @description the task’s domain
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description the task’s type
       * @example tcp
       */
      type: string;
      /**
       * @description the task’s target_ip
       * @example 192.0.2.10
       */
      target_ip: string;
      /**
       * @description the task’s port; null where it has none
       * @example 443
       */
      port?: number | null;
      /**
       * @description ok, fail, or error (the agent could not perform the check)
       * @example ok
       * @enum {string}
       */
      status: 'ok' | 'fail' | 'error';
      /**
       * @description how long the check took, in milliseconds
       * @example 12.34
       */
      latency_ms?: number | null;
      /**
       * @description why it failed
       * @example refused
       */
      reason?: string | null;
      /**
       * @description number of this result since the agent’s start; one that was seen is dropped
       * @example 17
       */
      seq: number;
    };
    ReportBatchDto: {
      /**
       * @description name of the agent
       * @example fra-1
       */
      agent_id: string;
      /**
       * @description chosen anew at every start of the agent: sequence numbers count from there
       * @example 6d1f0c3a
       */
      boot_id: string;
      /**
       * Format: date-time
       * @description when the batch left, by the agent’s clock: a result is `sent_at − timestamp` old on arrival
       * @example 2026-01-02T03:04:05.700Z
       */
      sent_at: string;
      /** @description at most 1000 results, oldest first */
      reports: components['schemas']['BatchedReportDto'][];
    };
    RejectedReportDto: {
      /**
       * @description place in the batch, from 0
       * @example 3
       */
      index: number;
      /**
       * @description why it was not taken
       * @example unknown domain "mail.failover"
       */
      reason: string;
    };
    BatchAcceptedDto: {
      /**
       * @description how many results were taken
       * @example 12
       */
      accepted: number;
      /** @description the results that were not taken */
      rejected: components['schemas']['RejectedReportDto'][];
      /**
       * @description ETag of the agent’s task set; another one than the agent holds means: ask for /tasks
       * @example "a1b2c3d4"
       */
      tasks_version: string;
    };
    SupposedOverrideDto: {
      /**
       * @description the domain
       * @example webmail.failover
       */
      domain?: string | null;
      /**
       * @description an address of it; null: the whole domain
       * @example 192.0.2.10
       */
      target?: string | null;
      /**
       * @description an agent, for maintenance or release
       * @example fra-1
       */
      agent?: string | null;
      /**
       * @description a tag of agents, for maintenance or release
       * @example eu
       */
      tag?: string | null;
      /**
       * @description what is done
       * @example maintenance
       * @enum {string}
       */
      action: 'maintenance' | 'drain' | 'force_up' | 'force_down' | 'release' | 'failback' | 'release_brake';
    };
    SimulateRequestDto: {
      /**
       * @description a config (YAML) in place of the one in force; needs an operator
       * @example zones:
       *       - name: failover
       */
      config?: string | null;
      /** @description the YAML files that the config includes; without `config`: those of a folder */
      files?: components['schemas']['ConfigFileDto'][] | null;
      /**
       * @description targets that every agent calls down: `ip`, `ip:port`, `domain/ip` or `domain/ip:port`
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      targets_down?: string[] | null;
      /**
       * @description agents that are not heard any more
       * @example [
       *       "fra"
       *     ]
       */
      agents_lost?: string[] | null;
      /**
       * @description seconds that pass meanwhile
       * @example 60
       */
      advance_sec?: number | null;
      /** @description what operators do, in this order; `target` is left out for a whole domain */
      overrides?: components['schemas']['SupposedOverrideDto'][] | null;
      /**
       * @description how many domains are listed at most; default: all
       * @example 100
       */
      limit?: number | null;
      /** @description list also the domains whose answer stays as it is */
      all?: boolean | null;
    };
    SimulatedAnswerDto: {
      /**
       * @description the state
       * @example degraded
       */
      state: string;
      /**
       * @description what is answered
       * @example [
       *       "192.0.2.11"
       *     ]
       */
      addresses: string[];
      /**
       * @description weight of each address in the draw; null: all are answered alike
       * @example [
       *       1
       *     ]
       */
      weights: number[] | null;
      /**
       * @description records of one family in one answer; null: all
       * @example 2
       */
      max_answers: number | null;
      /**
       * @description where the addresses come from
       * @example targets
       */
      source: string;
      /**
       * @description TTL, seconds
       * @example 5
       */
      ttl: number;
      /**
       * @description why, in one line
       * @example 192.0.2.11 is up
       */
      reason: string;
    };
    SimulatedDomainDto: {
      /**
       * @description the domain
       * @example webmail.failover
       */
      domain: string;
      /** @description its answer or state would be another */
      changed: boolean;
      /** @description now; null: the domain is new */
      now: components['schemas']['SimulatedAnswerDto'] | (never | null);
      /** @description then; null: the domain is gone */
      then: components['schemas']['SimulatedAnswerDto'] | (never | null);
      /**
       * @description addresses that are answered then and not now
       * @example [
       *       "192.0.2.11"
       *     ]
       */
      added: string[];
      /**
       * @description addresses that are answered now and not then
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      removed: string[];
      /** @description the answer is the same, and a target has fewer votes that say up */
      weaker: boolean;
    };
    SimulationDto: {
      /**
       * @description domains that were looked at
       * @example 42
       */
      looked_at: number;
      /**
       * @description domains whose answer or state would be another
       * @example 1
       */
      changed: number;
      /**
       * @description those of them whose records would be others; the rest change their state alone
       * @example 1
       */
      other_answers: number;
      /**
       * @description domains of which no target would be answered (fallback, no address, SERVFAIL), and some are now
       * @example 0
       */
      to_fallback: number;
      /**
       * @description domains that stay as they are with fewer votes that say up
       * @example 1
       */
      unchanged_weaker: number;
      /**
       * @description domains that notice nothing
       * @example 40
       */
      unchanged: number;
      /**
       * @description why the mass-failure brake is on then, so that what was last answered stays; null: it is off
       * @example 3 of 4 targets left service within 60 s, more than 50 %
       */
      brake: string | null;
      /**
       * @description the first hundred of those that stay with fewer votes
       * @example [
       *       "webmail.failover"
       *     ]
       */
      weaker: string[];
      /** @description domains that change (all of them with `all`), the worst first, as many as `limit` says */
      domains: components['schemas']['SimulatedDomainDto'][];
    };
    PlanRequestDto: {
      /**
       * @description the config (YAML) that is planned
       * @example zones:
       *       - name: failover
       */
      config?: string | null;
      /** @description the YAML files that it includes; without `config`: those of a folder */
      files?: components['schemas']['ConfigFileDto'][] | null;
      /** @description the files as they stand on the master’s disk: what a reload would do */
      on_disk?: boolean | null;
    };
    PlannedAgentDto: {
      /**
       * @description name of the agent
       * @example fra-1
       */
      id: string;
      /**
       * @description its tags, as they would be
       * @example [
       *       "eu"
       *     ]
       */
      tags: string[];
      /**
       * @description tasks that it has now
       * @example 12
       */
      tasks: number;
      /**
       * @description tasks that it would get
       * @example 2
       */
      gains: number;
      /**
       * @description tasks that it would lose
       * @example 0
       */
      loses: number;
    };
    PlanDto: {
      /** @description domains that come, go, or answer otherwise at once */
      domains: components['schemas']['SimulatedDomainDto'][];
      /** @description agents that would gain or lose tasks, by name: those that a config names, and those that asked for their tasks under a name */
      agents: components['schemas']['PlannedAgentDto'][];
      /** @description lints: what works, but hardly as it was meant */
      lints: components['schemas']['FindingDto'][];
    };
    AgentStatusDto: {
      /**
       * @description name of the agent
       * @example fra-1
       */
      agent_id: string;
      /**
       * @description targets of this domain that the agent reported about
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      checked_ips: string[];
      /**
       * Format: date-time
       * @description when its last report about this domain arrived
       * @example 2026-01-02T03:04:05.700Z
       */
      last_seen: string | null;
    };
    DomainSummaryDto: {
      /**
       * @description fully qualified name, without the final dot
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description targets that are answered now
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      live_ips: string[];
      /**
       * @description true when the fallback addresses are answered
       * @example false
       */
      using_fallback: boolean;
      /**
       * @description addresses answered when no target is up
       * @example [
       *       "192.0.2.254"
       *     ]
       */
      fallback_ips: string[];
      /** @description agents that reported about this domain */
      agents: components['schemas']['AgentStatusDto'][];
      /**
       * Format: date-time
       * @description when the last report about this domain arrived
       * @example 2026-01-02T03:04:05.700Z
       */
      last_updated: string | null;
    };
    StatusDto: {
      /** @description every domain */
      status: components['schemas']['DomainSummaryDto'][];
      /** @description why the master is not at its best; empty: it is */
      degraded: components['schemas']['DegradedDto'][];
    };
    DomainStatusDto: {
      /**
       * @description fully qualified name, without the final dot
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description kind of check
       * @example tcp
       */
      check_type: string;
      /**
       * @description true when at least one target is up
       * @example true
       */
      live: boolean;
      /**
       * @description addresses answered when no target is up
       * @example [
       *       "192.0.2.254"
       *     ]
       */
      fallback_ips: string[];
      /**
       * @description by target address, then by agent: the last report
       * @example {}
       */
      ip_checks: {
        [key: string]: {
          [key: string]: Record<string, never>;
        };
      };
    };
    TimelineEntryDto: {
      /**
       * @description the event’s id; later ones are higher
       * @example 1767319445678000
       */
      id: number;
      /**
       * Format: date-time
       * @description when
       */
      at: string;
      /**
       * @description transition, override, release, agent, brake, reload
       * @example transition
       */
      kind: string;
      /**
       * @description what happened, in a few words
       * @example healthy → degraded
       */
      what: string;
      /**
       * @description the state before; null: it is no transition
       * @enum {string|null}
       */
      from: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy' | null;
      /**
       * @description the state after; null: it is no transition
       * @enum {string|null}
       */
      to: 'fallback' | 'frozen' | 'unknown' | 'degraded' | 'healthy' | null;
      /**
       * @description addresses that were answered no more
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      removed: string[];
      /**
       * @description addresses that were answered anew
       * @example [
       *       "192.0.2.11"
       *     ]
       */
      added: string[];
      /**
       * @description addresses that stayed
       * @example [
       *       "192.0.2.12"
       *     ]
       */
      kept: string[];
      /**
       * @description TTL before, seconds; null: it is no transition
       * @example 5
       */
      ttl_before: number | null;
      /**
       * @description TTL after, seconds; null: it is no transition
       * @example 5
       */
      ttl: number | null;
      /**
       * @description why, in one or two sentences
       * @example 2 of 3 agents say down
       */
      why: string;
    };
    TimelineDto: {
      /** @description newest first */
      entries: components['schemas']['TimelineEntryDto'][];
      /**
       * @description the `before` of the next page; null: there is no more
       * @example 1767319445678000
       */
      next: number | null;
    };
    LatencySeriesDto: {
      /**
       * @description the target
       * @example 192.0.2.10:443
       */
      target: string;
      /**
       * @description the agent; null: all together, as there are too many
       * @example fra-1
       */
      agent: string | null;
      /**
       * @description checks that were reported in the bucket; 0: none
       * @example [
       *       2
       *     ]
       */
      count: number[];
      /**
       * @description those that failed
       * @example [
       *       0
       *     ]
       */
      failures: number[];
      /**
       * @description shortest latency of those that passed, milliseconds; null: none passed
       * @example [
       *       12.3
       *     ]
       */
      min_ms: (number | null)[];
      /**
       * @description mean latency; null: none passed
       * @example [
       *       12.9
       *     ]
       */
      mean_ms: (number | null)[];
      /**
       * @description longest latency; null: none passed
       * @example [
       *       13.5
       *     ]
       */
      max_ms: (number | null)[];
    };
    DomainHistoryDto: {
      /**
       * @description start of the first bucket, milliseconds since 1970
       * @example 1767319440000
       */
      from: number;
      /**
       * @description end of the last bucket
       * @example 1767323040000
       */
      to: number;
      /**
       * @description width of a bucket, milliseconds
       * @example 30000
       */
      step_ms: number;
      /**
       * @description start of each bucket, milliseconds since 1970
       * @example [
       *       1767319440000
       *     ]
       */
      times: number[];
      /** @description one for each target and agent */
      series: components['schemas']['LatencySeriesDto'][];
      /** @description states in that time, oldest first; the first may have begun before. Of more than 120 the worst of each sixtieth, and the last */
      spans: components['schemas']['StateSpanDto'][];
      /**
       * @description why there are no latencies or fewer than could be; null: they are whole
       * @example storage.path is :memory:, so latencies go back half an hour at most
       */
      note: string | null;
    };
    TcpParamsDto: {
      /**
       * @description a known dialogue in place of `send` and `expect`
       * @default none
       * @example smtp
       * @enum {string}
       */
      preset: 'none' | 'smtp' | 'redis' | 'postgres';
      /**
       * @description sent once the connection stands
       * @default
       * @example PING
       */
      send: string;
      /**
       * @description the same, written as hexadecimal bytes
       * @default
       * @example 00000008
       */
      send_hex: string;
      /**
       * @description must stand in the first 64 KiB of what comes back; a regex sees one character a byte
       * @default
       * @example /^220[ -]/
       */
      expect: string;
    };
    HttpParamsDto: {
      /**
       * @description how it is asked
       * @default GET
       * @example GET
       * @enum {string}
       */
      method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'OPTIONS';
      /**
       * @description what is asked for, with its query
       * @default /
       * @example /healthz
       */
      path: string;
      /**
       * @description the Host header; empty: the domain
       * @default
       * @example www.example
       */
      host: string;
      /**
       * @description further headers; not sent on to another host
       * @default {}
       * @example {
       *       "X-Probe": "1"
       *     }
       */
      headers: {
        [key: string]: string;
      };
      /**
       * @description body of the request
       * @default
       * @example {}
       */
      body: string;
      /**
       * @description statuses that pass
       * @default 200-399
       * @example 200-299,301
       */
      expect_status: string;
      /**
       * @description must stand in the body, up to `max_body_bytes`
       * @default
       * @example "status":"ok"
       */
      expect_body: string;
      /**
       * @description how much of the body is read, when one is expected
       * @default 65536
       * @example 65536
       */
      max_body_bytes: number;
      /**
       * @description asks where a redirect points, at most five times
       * @default false
       * @example false
       */
      follow_redirects: boolean;
      /**
       * @description the certificate must be valid, trusted by the agent, and hold the name; with http, of an https that it redirects to
       * @default false
       * @example false
       */
      verify: boolean;
    };
    HttpsParamsDto: {
      /**
       * @description how it is asked
       * @default GET
       * @example GET
       * @enum {string}
       */
      method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'OPTIONS';
      /**
       * @description what is asked for, with its query
       * @default /
       * @example /healthz
       */
      path: string;
      /**
       * @description the Host header; empty: the domain
       * @default
       * @example www.example
       */
      host: string;
      /**
       * @description further headers; not sent on to another host
       * @default {}
       * @example {
       *       "X-Probe": "1"
       *     }
       */
      headers: {
        [key: string]: string;
      };
      /**
       * @description body of the request
       * @default
       * @example {}
       */
      body: string;
      /**
       * @description statuses that pass
       * @default 200-399
       * @example 200-299,301
       */
      expect_status: string;
      /**
       * @description must stand in the body, up to `max_body_bytes`
       * @default
       * @example "status":"ok"
       */
      expect_body: string;
      /**
       * @description how much of the body is read, when one is expected
       * @default 65536
       * @example 65536
       */
      max_body_bytes: number;
      /**
       * @description asks where a redirect points, at most five times
       * @default false
       * @example false
       */
      follow_redirects: boolean;
      /**
       * @description the certificate must be valid, trusted by the agent, and hold the name; with http, of an https that it redirects to
       * @default false
       * @example false
       */
      verify: boolean;
      /**
       * @description name that is asked for by SNI, and that a verified certificate must hold; empty: `host`, else the domain
       * @default
       * @example www.example
       */
      sni: string;
    };
    IcmpParamsDto: {
      /**
       * @description echoes that are asked for, 0.2 s apart
       * @default 1
       * @example 3
       */
      count: number;
      /**
       * @description share of them that may be lost, percent
       * @default 50
       * @example 50
       */
      max_loss_percent: number;
    };
    TlsParamsDto: {
      /**
       * @description name that is asked for by SNI, and that a verified certificate must hold; empty: the domain
       * @default
       * @example www.example
       */
      sni: string;
      /**
       * @description the certificate must be valid, trusted by the agent, and hold the name
       * @default true
       * @example true
       */
      verify: boolean;
      /**
       * @description days for which the certificate must still be valid; 0: not looked at
       * @default 0
       * @example 14
       */
      min_days: number;
    };
    DnsParamsDto: {
      /**
       * @description what the target, a DNS server, is asked for; empty: the domain
       * @default
       * @example www.example
       */
      qname: string;
      /**
       * @description type of record
       * @default A
       * @example A
       * @enum {string}
       */
      qtype: 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'PTR' | 'SOA' | 'SRV' | 'TXT';
      /**
       * @description values, as a zone file writes them, that must all be answered; empty: any record of the type
       * @default []
       * @example [
       *       "192.0.2.10"
       *     ]
       */
      expect: string[];
      /**
       * @description the rcode that passes
       * @default NOERROR
       * @example NOERROR
       * @enum {string}
       */
      expect_rcode: 'NOERROR' | 'SERVFAIL' | 'NXDOMAIN' | 'REFUSED';
      /**
       * @description transport; a truncated reply is fetched by tcp
       * @default udp
       * @example udp
       * @enum {string}
       */
      transport: 'udp' | 'tcp';
    };
    UdpParamsDto: {
      /**
       * @description the datagram
       * @default
       * @example ping
       */
      send: string;
      /**
       * @description the same, written as hexadecimal bytes
       * @default
       * @example ffffffff54
       */
      send_hex: string;
      /**
       * @description must stand in the reply; empty: any reply will do; a regex sees one character a byte
       * @default
       * @example /^220[ -]/
       */
      expect: string;
    };
    GrpcParamsDto: {
      /**
       * @description service that must be SERVING; empty: the server as a whole
       * @default
       * @example shop.Orders
       */
      service: string;
      /**
       * @description the authority; empty: the domain
       * @default
       * @example www.example
       */
      host: string;
      /**
       * @description speaks TLS
       * @default false
       * @example true
       */
      tls: boolean;
      /**
       * @description name that is asked for by SNI, and that a verified certificate must hold; empty: `host`, else the domain
       * @default
       * @example www.example
       */
      sni: string;
      /**
       * @description the certificate must be valid, trusted by the agent, and hold the name
       * @default false
       * @example false
       */
      verify: boolean;
    };
    ExecParamsDto: {
      /**
       * @description name of a command that the agent's own config allows (`allow_commands`)
       * @default
       * @example check-raid
       */
      command: string;
    };
    TaskDto: {
      /**
       * @description domain:ip:port, with `icmp` in the place of the port where there is none
       * @example webmail.failover:192.0.2.10:443
       */
      check_name: string;
      /**
       * @description the domain whose answer follows this check
       * @example webmail.failover
       */
      domain: string;
      /**
       * @description the address that may be answered, and that is probed
       * @example 192.0.2.10
       */
      target_ip: string;
      /**
       * @description port; null for checks without one (icmp, exec)
       * @example 443
       */
      port: number | null;
      /**
       * @description the kind of check
       * @example tcp
       * @enum {string}
       */
      type: 'tcp' | 'http' | 'https' | 'icmp' | 'tls' | 'dns' | 'udp' | 'grpc' | 'exec';
      /**
       * @description seconds after which a check without a result has failed
       * @example 5
       */
      timeout_sec: number;
      /**
       * @description seconds from the start of one check to the start of the next
       * @example 30
       */
      interval_sec: number;
      /**
       * @description seconds from a check to the next after a result that differs from the last; missing: the interval
       * @example 5
       */
      fast_interval_sec?: number;
      /**
       * @description beside fast_interval_sec: passes in a row after which a turn is settled
       * @example 1
       */
      rise?: number;
      /**
       * @description beside fast_interval_sec: failures in a row after which a turn is settled
       * @example 2
       */
      fall?: number;
      /**
       * @description checks are to begin when the clock in `X-Failover-Clock` shows this, plus any number of intervals, in seconds; so that agents look in turn; missing: whenever
       * @example 12.5
       */
      phase_sec?: number;
      /**
       * @description what the check is told besides, by its type; a key that is missing has its default
       * @example {}
       */
      params?:
        | components['schemas']['TcpParamsDto']
        | components['schemas']['HttpParamsDto']
        | components['schemas']['HttpsParamsDto']
        | components['schemas']['IcmpParamsDto']
        | components['schemas']['TlsParamsDto']
        | components['schemas']['DnsParamsDto']
        | components['schemas']['UdpParamsDto']
        | components['schemas']['GrpcParamsDto']
        | components['schemas']['ExecParamsDto'];
    };
    TasksDto: {
      /** @description every check that this agent is asked to run */
      tasks: components['schemas']['TaskDto'][];
    };
    WebhookAttemptDto: {
      /**
       * Format: date-time
       * @description when
       * @example 2026-01-02T03:04:05.678Z
       */
      at: string;
      /**
       * @description the receiver took it
       * @example true
       */
      delivered: boolean;
      /**
       * @description the HTTP status that it answered; null: no reply
       * @example 204
       */
      status: number | null;
      /**
       * @description what went wrong, in words; null: nothing
       * @example null
       */
      error: string | null;
    };
    WebhookDto: {
      /**
       * @description its name in the config
       * @example ops
       */
      name: string;
      /**
       * @description how the body is written
       * @example json
       */
      format: string;
      /**
       * @description the host and port of its URL
       * @example hooks.example.net
       */
      host: string;
      /**
       * @description requests are signed
       * @example true
       */
      signed: boolean;
      /**
       * @description kinds of events that are sent
       * @example [
       *       "transition"
       *     ]
       */
      events: string[];
      /**
       * @description the domains whose events are sent; empty: all
       * @example []
       */
      domains: string[];
      /**
       * @description events that are not delivered yet
       * @example 0
       */
      queue: number;
      /**
       * @description events that were delivered since the start
       * @example 12
       */
      delivered: number;
      /**
       * @description events that were given up since the start
       * @example 0
       */
      given_up: number;
      /**
       * @description attempts in a row that failed
       * @example 0
       */
      failures: number;
      /**
       * Format: date-time
       * @description when an event was delivered last; null: none since the start
       */
      last_success: string | null;
      /** @description the last attempt; null: there was none */
      last_attempt: components['schemas']['WebhookAttemptDto'] | (never | null);
    };
    WebhooksDto: {
      /** @description in the order of the config */
      webhooks: components['schemas']['WebhookDto'][];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Metrics in the Prometheus text format */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      /** @description more than api.rate_limit lets through (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getAgents: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Who checks: their state, clocks, and disagreement with the others */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AgentsDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  releaseBrake: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description it is released */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the brake is off */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getConfig: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Which config is in force, and what came of the last reload */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConfigStatusDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  reloadConfig: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description Read the config’s files anew */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReloadDto'];
        };
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the files have faults, which are listed, or cannot be put in force; the old config stays */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  applyConfig: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApplyRequestDto'];
      };
    };
    responses: {
      /** @description Put a config in force on trial: it goes back by itself unless it is confirmed in time */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReloadDto'];
        };
      };
      /** @description a field of the wrong type */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the config has faults, or could not be kept; nothing changed */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  confirmConfig: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description the file is written */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no config is on trial */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the file cannot be written */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  rollbackConfig: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description Take the config that is on trial back: that of before is in force */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReloadDto'];
        };
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no config is on trial */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the config of before cannot be put in force any more */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getDomains: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every domain with its decision and votes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DomainsDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getDomain: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its name, in any case, with or without the final dot */
        domain: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One domain: decision, votes, overrides, the bound and measured failovers, the last transitions */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DomainDto'];
        };
      };
      /** @description the path cannot be decoded */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  explainDomain: {
    parameters: {
      query?: {
        /** @description default: json */
        format?: 'json' | 'text';
        /** @description the type of record; default: both */
        type?: 'A' | 'AAAA';
      };
      header?: never;
      path: {
        /** @description its name, in any case, with or without the final dot */
        domain: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The whole reasoning behind an answer, as data and as text */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExplanationDto'];
          'text/plain': string;
        };
      };
      /** @description no such type or format */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getEvents: {
    parameters: {
      query?: {
        /** @description how many at most */
        limit?: number;
        /** @description only events about this domain */
        domain?: string;
        /** @description an event’s id (exclusive), or an ISO 8601 time */
        since?: number | string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What happened */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventsDto'];
        };
      };
      /** @description since or limit is no such thing */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  streamEvents: {
    parameters: {
      query?: {
        /** @description only events about this domain */
        domain?: string;
        /** @description tell rows that changed too */
        page?: '1';
      };
      header?: {
        /** @description the id of the last event that was received */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Events as they happen (server-sent events) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description Last-Event-ID is no id */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getLive: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description it runs */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @description always ok: what is not ready is a problem
             * @enum {string}
             */
            status: 'ok';
            /**
             * @description none
             * @example {}
             */
            info: {
              [key: string]: {
                /**
                 * @description up
                 * @example up
                 */
                status?: string;
              };
            };
            /**
             * @description none
             * @example {}
             */
            error: {
              [key: string]: {
                /**
                 * @description up
                 * @example up
                 */
                status?: string;
              };
            };
            /**
             * @description none
             * @example {}
             */
            details: {
              [key: string]: {
                /**
                 * @description up
                 * @example up
                 */
                status?: string;
              };
            };
          };
        };
      };
    };
  };
  getReady: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ready */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @description always ok: what is not ready is a problem
             * @enum {string}
             */
            status: 'ok';
            /**
             * @description the parts that are ready
             * @example {
             *       "dns": {
             *         "status": "up"
             *       }
             *     }
             */
            info?: {
              [key: string]: {
                /**
                 * @description up
                 * @example up
                 */
                status?: string;
              };
            };
            /**
             * @description none
             * @example {}
             */
            error?: {
              [key: string]: {
                /**
                 * @description up
                 * @example up
                 */
                status?: string;
              };
            };
            /**
             * @description dns, config, storage
             * @example {
             *       "dns": {
             *         "status": "up"
             *       }
             *     }
             */
            details: {
              [key: string]: {
                /**
                 * @description up
                 * @example up
                 */
                status?: string;
              };
            };
            /** @description why it is not at its best; nothing of it keeps anybody from being served */
            degraded: components['schemas']['DegradedDto'][];
          };
        };
      };
      /** @description a part is not ready, which the detail names */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getInfo: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What this master is: its version, its zones, and where it answers DNS */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InfoDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  isOperator: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description it is */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getOverrides: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What operators said and did not take back */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OverridesDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  overrideTarget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its name */
        domain: string;
        /** @description an address of one of its targets */
        ip: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OverrideRequestDto'];
      };
    };
    responses: {
      /** @description Take an address out, drain it, or force it up or down */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OverrideDto'];
        };
      };
      /** @description no reason, no end, or a wrong field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description it does not fit there */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  releaseTarget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its name */
        domain: string;
        /** @description an address of one of its targets */
        ip: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description it is taken back */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such thing, or no override of it */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  overrideDomain: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its name */
        domain: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OverrideRequestDto'];
      };
    };
    responses: {
      /** @description The same for every target of a domain */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OverrideDto'];
        };
      };
      /** @description no reason, no end, or a wrong field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description it does not fit there */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  releaseDomain: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its name */
        domain: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description it is taken back */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such thing, or no override of it */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  overrideAgent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its id */
        agent: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OverrideRequestDto'];
      };
    };
    responses: {
      /** @description Set the votes of an agent aside (maintenance) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OverrideDto'];
        };
      };
      /** @description no reason, no end, or a wrong field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description it does not fit there */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  releaseAgent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its id */
        agent: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description it is taken back */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such thing, or no override of it */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  overrideTag: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description a tag of agents */
        tag: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OverrideRequestDto'];
      };
    };
    responses: {
      /** @description Set the votes of every agent with a tag aside (maintenance) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OverrideDto'];
        };
      };
      /** @description no reason, no end, or a wrong field */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description it does not fit there */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  releaseTag: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description a tag of agents */
        tag: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description it is taken back */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such thing, or no override of it */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  failBack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its name */
        domain: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NoteDto'];
      };
    };
    responses: {
      /** @description it is taken back */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description the body is not JSON, is nested too deep, or a field of it is wrong: errors say which */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description there is no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description it selects no tiers */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getOverview: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How things stand, in a few lines: states, what is behind the trouble, agents, config, storage */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OverviewDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getOverviewDomains: {
    parameters: {
      query?: never;
      header?: {
        /** @description the ETag of the rows that the caller holds */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every domain in one row, the worst first */
      200: {
        headers: {
          /** @description names these rows */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DomainRowsDto'];
        };
      };
      /** @description the rows are those that the caller holds */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  postReport: {
    parameters: {
      query?: never;
      header?: {
        /** @description a named agent’s own token, which speaks for it alone; else the domain’s, where it has one */
        'X-API-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReportDto'];
      };
    };
    responses: {
      /** @description One result of one agent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReportAcceptedDto'];
        };
      };
      /** @description malformed JSON, or a field of the wrong type: its path is named */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the API asks for a client certificate, and none or a wrong one was shown */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the key is not this domain’s token, or speaks for another agent, or the certificate is another’s */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, is larger than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not JSON, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the address and port are not a target of this domain, or it is no task of this agent */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the target has reports of too many agents, or more comes than an agent needs to send (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  postReports: {
    parameters: {
      query?: never;
      header?: {
        /** @description a named agent’s own token, which speaks for it alone; else the domain’s, where it has one */
        'X-API-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReportBatchDto'];
      };
    };
    responses: {
      /** @description Several results of one agent */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchAcceptedDto'];
        };
      };
      /** @description malformed JSON, or a field of the wrong type: its path is named */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the API asks for a client certificate, and none or a wrong one was shown */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the key lets none of the reports in, or the certificate is another’s */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, is larger than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not JSON, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than an agent needs to send (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  simulate: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SimulateRequestDto'];
      };
    };
    responses: {
      /** @description What would be answered if … */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SimulationDto'];
        };
      };
      /** @description a field of the wrong type */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description a config may be simulated by operators alone
       *
       *     no api.admin_token is set, or it is another
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a config with faults, which are listed; a domain, a target or an agent that there is not; those that there are, are listed */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  planConfig: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanRequestDto'];
      };
    };
    responses: {
      /** @description What another config would change at once */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDto'];
        };
      };
      /** @description a field of the wrong type */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body, unpacked, has more than 1 MiB */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the body is not application/json, or is packed otherwise than by gzip */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the config has faults, which are listed */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What every domain answers now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StatusDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getDomainStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its name, in any case, with or without the final dot */
        domain: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The last reports about one domain */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DomainStatusDto'];
        };
      };
      /** @description the path cannot be decoded */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getTimeline: {
    parameters: {
      query?: {
        /** @description the `next` of the page before */
        before?: number;
        /** @description how many at most */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description its name, in any case, with or without the final dot */
        domain: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What happened to a domain, and what explains it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TimelineDto'];
        };
      };
      /** @description limit or before is no such thing */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getHistory: {
    parameters: {
      query?: {
        /** @description buckets at most */
        points?: number;
        /** @description the same; default: now */
        to?: number | string;
        /** @description in place of hours: an ISO 8601 time, or milliseconds since 1970 */
        from?: number | string;
        /** @description the last hours */
        hours?: number;
      };
      header?: never;
      path: {
        /** @description its name, in any case, with or without the final dot */
        domain: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description States and latencies of a domain over time, as many points as a chart shows */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DomainHistoryDto'];
        };
      };
      /** @description a time or a number is none */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such domain */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getTasks: {
    parameters: {
      query?: {
        /** @description name of the agent, so that it is known before it reports, and has its turn among those that check the same */
        agent_id?: string;
        /** @description comma-separated tags of the agent; a named agent has those of the config */
        tags?: string;
      };
      header?: {
        /** @description the ETag of the tasks that the agent holds */
        'If-None-Match'?: string;
        /** @description the agent’s token */
        'X-API-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What an agent is asked to check */
      200: {
        headers: {
          /** @description names this task set */
          ETag?: string;
          /** @description milliseconds of a clock of the master that never jumps; `phase_sec` counts by it */
          'X-Failover-Clock'?: number;
          /** @description how reports may be packed (RFC 7694) */
          'Accept-Encoding'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TasksDto'];
        };
      };
      /** @description the tasks are those that the agent holds */
      304: {
        headers: {
          /** @description milliseconds of a clock of the master that never jumps; `phase_sec` counts by it */
          'X-Failover-Clock'?: number;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description agent_id is given twice, or is longer than 255 characters */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description the API asks for a client certificate, and none or a wrong one was shown */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description agent_id is a named agent’s and the key is not, the key speaks for another agent, or the certificate is another’s */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than an agent needs to send (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getWebhooks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Where events are sent to, and how that goes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhooksDto'];
        };
      };
      /** @description a viewer’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  testWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description its name in the config */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Send an event of the kind test, and see what the receiver answers */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookAttemptDto'];
        };
      };
      /** @description the path cannot be decoded */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description an operator’s token is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no api.admin_token is set, or it is another */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description no such webhook */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description more comes than one caller needs, or too many wrong tokens came from its address (Retry-After) */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
}
