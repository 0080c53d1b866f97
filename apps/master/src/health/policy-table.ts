import { Inject, Injectable } from '@nestjs/common';
import { type Policy, type PolicyName } from '@failover-dns/policies';
import { type DomainConfig } from '../config/master-config.js';

/** The policies that a domain can name, as one array provider. */
export const POLICIES = Symbol('POLICIES');

@Injectable()
export class PolicyTable {
  private readonly policies: ReadonlyMap<PolicyName, Policy>;

  constructor(@Inject(POLICIES) policies: readonly Policy[]) {
    this.policies = new Map(policies.map((policy) => [policy.name, policy]));
  }

  /** The policy that the domain's rules name. */
  of({ rules }: Pick<DomainConfig, 'rules'>): Policy {
    const policy = this.policies.get(rules.policy);
    if (policy === undefined) throw new Error(`no policy is named ${rules.policy}`);
    return policy;
  }
}
