import { AllPolicy } from './all.policy.js';
import { AnyPolicy } from './any.policy.js';
import { type PolicyName } from './model.js';
import { type Policy } from './policy.js';
import { PriorityPolicy } from './priority.policy.js';
import { QuorumPolicy } from './quorum.policy.js';

/** Every policy there is, by the name that the config uses. */
export const POLICY_CLASSES = {
  any: AnyPolicy,
  quorum: QuorumPolicy,
  all: AllPolicy,
  priority: PriorityPolicy,
} satisfies Record<PolicyName, new () => Policy>;
