import { jsonSchemaOf } from '@failover-dns/config';
import { ConfigFile } from './sections/config-file.js';

/** What `docs/config.schema.json` holds: the config file for editors, as the classes describe it. */
export const configSchema = () => jsonSchemaOf(ConfigFile, 'The config of a Failover DNS master');
