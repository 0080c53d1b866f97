import { Component, createRef } from 'preact';
import type { DomainRow } from '../../api/types.js';
import { Age } from '../../parts/age.js';
import { Answers } from '../../parts/answers.js';
import { Pips } from '../../parts/pips.js';
import { StateMark } from '../../parts/state-mark.js';
import { Strip } from '../../parts/strip.js';
import { OverrideTags } from '../../parts/tags.js';
import { links } from '../../router/links.js';

export interface RowProps {
  row: DomainRow;
  /** 1 is the head of the table. */
  index: number;
  /** Two lines; while the list is held a row keeps the height it has. */
  tall: boolean;
  cursor: boolean;
  /** Where the strip ends; changes by the minute. */
  stripNow: number;
  onPoint: (domain: string) => void;
}

/** Drawn anew only when something of it changed; its ground fades once when its state or answer did. */
export class Row extends Component<RowProps> {
  private readonly element = createRef<HTMLTableRowElement>();

  override shouldComponentUpdate(next: RowProps): boolean {
    return (Object.keys(next) as (keyof RowProps)[]).some((key) => next[key] !== this.props[key]);
  }

  override componentDidUpdate({ row: before }: RowProps): void {
    const { row } = this.props;
    const isNews = before.state !== row.state || before.since !== row.since || String(before.addresses) !== String(row.addresses);
    const element = this.element.current;
    if (before.domain !== row.domain || !isNews || element === null) return;
    element.classList.remove('changed');
    void element.offsetWidth; // the animation begins anew
    element.classList.add('changed');
  }

  override render() {
    const { row, index, tall, cursor, stripNow, onPoint } = this.props;
    const { domain, state, reason, addresses, source, ttl, up, in_service, since, before, overrides } = row;
    return (
      <tr
        ref={this.element}
        role="row"
        aria-rowindex={index}
        class={`${tall ? 'trouble' : 'ok'}${cursor ? ' cursor' : ''}`}
        data-domain={domain}
        onFocusIn={() => onPoint(domain)}
      >
        <td role="cell" class="c-state">
          <StateMark state={state} />
        </td>
        <th role="rowheader" scope="row" class="name c-name">
          <span class="called">
            <a href={links.domain(domain)} class="mono" title={domain}>
              {domain}
            </a>{' '}
            <OverrideTags overrides={overrides} />
          </span>
          {tall && (
            <span class="why" title={reason}>
              {reason}
            </span>
          )}
        </th>
        <td role="cell" class="c-ans">
          <Answers addresses={addresses} source={source} />
        </td>
        <td role="cell" class="num c-ttl">
          <span class="lab">TTL </span>
          {ttl}
        </td>
        <td role="cell" class="c-up">
          {`${up} of ${in_service}`}
          <Pips up={up} of={in_service} held={state === 'frozen'} />
        </td>
        <td role="cell" class="c-when">
          <Age at={since} />
          {tall && <small class="quiet small">{before === null ? ' new' : before === 'gap' ? '' : ` from ${before}`}</small>}
        </td>
        <td role="cell" class="c-strip">
          <Strip day={row} now={stripNow} />
        </td>
      </tr>
    );
  }
}
