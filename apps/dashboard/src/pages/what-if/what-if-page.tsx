import '../../css/what-if.css';
import { useState } from 'preact/hooks';
import type { Simulation } from '../../api/types.js';
import { clockTime } from '../../lib/time.js';
import { Icon } from '../../parts/icon.js';
import { links } from '../../router/links.js';
import { navigate, query } from '../../router/router.js';
import { useTitle } from '../../shell/title.js';
import { useSimulation } from '../../store/use-simulation.js';
import { peekWords } from './outcome.js';
import { AgentsPick } from './agents-pick.js';
import { TargetsPick } from './targets-pick.js';
import { TimePick } from './time-pick.js';
import { PickButtons } from './pick-buttons.js';
import { bodyOf, headlineParts, isEmpty, queryOf, questionOf, type Question } from './question.js';
import { Result } from './result.js';

/** Changes that are listed at first. */
const AT_FIRST = 100;

/** Which answers would change if targets died, agents fell silent and time passed. Nothing is touched. */
export function WhatIfPage() {
  const asked = query.value;
  const question = questionOf(asked);
  const find = asked.get('find') ?? '';
  const [limit, setLimit] = useState(AT_FIRST);
  const [resets, setResets] = useState(0);
  const nothing = isEmpty(question);
  const outcome = useSimulation<Simulation>('/api/v1/simulate', nothing ? null : bodyOf(question, limit));
  useTitle('What if');
  const change = (part: Partial<Question>, search = find): void => {
    const text = queryOf({ ...question, ...part }, search);
    navigate(`${links.whatIf}${text && `?${text}`}`, { replace: true });
  };
  const reset = (): void => {
    change({ down: [], lost: [], after: 0 }, '');
    setResets((before) => before + 1); // what was typed goes too
  };
  return (
    <>
      <h1>
        {headlineParts(question).map((part, index) => (
          <>
            {index > 0 && ' '}
            <span key={index}>{part}</span>
          </>
        ))}
      </h1>
      <div class="sandbox">
        <Icon name="fork" />
        <p>
          <b>Nothing is touched.</b>{' '}
          <span class="soft">
            {outcome.value === null
              ? 'It is worked out from the state of this moment by the same code that decides for real.'
              : `This is worked out from the state of ${clockTime(outcome.at)} by the same code that decides for real.`}
          </span>
        </p>
      </div>
      <div class="if">
        <form class="card pick" aria-label="What to suppose" onSubmit={(event) => event.preventDefault()}>
          <TargetsPick
            down={question.down}
            find={find}
            onChange={(down) => change({ down })}
            onFind={(text) => change({}, text)}
          />
          <AgentsPick lost={question.lost} onChange={(lost) => change({ lost })} />
          <TimePick key={resets} question={question} onChange={(after) => change({ after })} />
          <PickButtons question={question} onReset={reset} />
        </form>
        {outcome.value !== null && !nothing && <Peek text={peekWords(outcome.value)} />}
        <Result
          outcome={outcome}
          isAsked={!nothing}
          isOneVote={question.lost.length === 1 && question.down.length === 0}
          onMore={() => setLimit((before) => before * 5)}
        />
      </div>
    </>
  );
}

/** Keeps the result in sight on a phone. */
function Peek({ text }: { text: string }) {
  const show = (event: Event): void => {
    event.preventDefault();
    document.getElementById('then')?.scrollIntoView();
  };
  return (
    <a class="peek" href="#then" onClick={show}>
      {text} <Icon name="next" />
    </a>
  );
}
