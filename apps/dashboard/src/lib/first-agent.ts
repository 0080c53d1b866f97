/** The config of a first agent of the master at `master`. */
export const agentConfig = (master: string): string => `agent_id: agent-1
servers:
  - name: master
    url: ${master}
    token: "<monitor_token of the config>"
    tags:
      - <monitor_tag of the domains>`;

/** Until the first report after a start; also where there never was one. */
export const UNTIL_ONE_REPORTS =
  'Until one does, nothing is confirmed: what was known before the start stands until it times out, and every other domain answers its fallback.';

export const AGENT_COMMAND = 'node apps/agent/dist/main.js --config agent_config.yaml';
