import { type AgentConfig } from '../config/agent-config.js';
import { type Allowed } from '../probers/observation.js';

/** The programs that `exec` checks may run. */
export const commandsOf = ({ allow_commands }: AgentConfig): Allowed['commands'] =>
  Object.fromEntries([...allow_commands].map(([name, { run }]) => [name, run]));
