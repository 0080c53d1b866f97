import { type MasterConfig } from '../config/master-config.js';
import { type MayVote, voters } from './voters.js';

/** What another config means for every state, beside the domains themselves. */
export interface Handover {
  mayVote: MayVote;
  /** A brake that is on lets go. */
  brakeOff: boolean;
}

export const handover = (next: MasterConfig, previous: MasterConfig): Handover => ({
  mayVote: voters(next, previous),
  brakeOff: next.brake === null,
});
