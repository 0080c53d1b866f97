/** The config of a first agent of the master at `master`. */
export const agentConfig = (master: string): string => `agent_id: agent-1
servers:
  - name: master
    url: ${master}
    token: "<monitor_token of the config>"
    tags:
      - <monitor_tag of the domains>`;

export const AGENT_COMMAND = 'node apps/agent/dist/main.js --config agent_config.yaml';
