// Writes docs/config.schema.json from the classes of the built master.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import 'reflect-metadata';
import { format, resolveConfig } from 'prettier';
import { configSchema } from '../apps/master/dist/config/config-schema.js';

const FILE = resolve(import.meta.dirname, '../docs/config.schema.json');
const options = { ...(await resolveConfig(FILE)), filepath: FILE };
writeFileSync(FILE, await format(JSON.stringify(configSchema()), options));
