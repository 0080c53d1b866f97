import { failover } from './failover.ts';
import { gdnsd } from './gdnsd.ts';
import { pdnsLua } from './pdns-lua.ts';
import { type Peer } from './peer.ts';

export const PEERS: readonly Peer[] = [gdnsd, pdnsLua, failover];
