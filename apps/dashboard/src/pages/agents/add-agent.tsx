import { AGENT_COMMAND, agentConfig } from '../../lib/first-agent.js';
import { Copyable } from '../../parts/copy.js';

/** How another agent is added: always there, and all there is before the first. */
export function AddAgent() {
  return (
    <section aria-labelledby="h-add">
      <div class="head">
        <h2 id="h-add">Add an agent</h2>
      </div>
      <div class="card pad">
        <p class="soft">
          Write <code>agent_config.yaml</code> where the targets should be seen from:
        </p>
        <div class="block">
          <Copyable text={agentConfig(window.location.origin)} label="An agent’s config" />
        </div>
        <p class="soft block">Start it there. It appears here within 10 s of its first report.</p>
        <div class="block">
          <Copyable text={AGENT_COMMAND} label="The agent’s command line" />
        </div>
      </div>
    </section>
  );
}
