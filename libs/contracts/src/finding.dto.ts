import { SentField, TextField } from './fields.js';

/** A file of a config that is sent. */
export class ConfigFileDto {
  @TextField({ description: 'where it stands: relative to the config’s folder', example: 'zones.d/a.yaml', minLength: 1 })
  path: string;

  @TextField({ description: 'what it holds (YAML)', example: 'zones:\n  - name: failover\n', maxLength: 900_000 })
  text: string;
}

/** A fault or a lint of a config. */
export class FindingDto {
  @SentField(
    { description: 'the file: as it was sent, else where the master has it', example: '/etc/failover/config.yaml' },
    { type: String },
  )
  file: string;

  @SentField({ description: 'line, from 1; 0: the file as a whole', example: 7 }, { type: 'integer' })
  line: number;

  @SentField({ description: 'column, from 1; 0: the file as a whole', example: 24 }, { type: 'integer' })
  column: number;

  @SentField(
    { description: 'the key; empty: the file as a whole', example: 'zones[0].domains.webmail.server.quorum' },
    { type: String },
  )
  path: string;

  @SentField(
    { description: 'what was found and what is expected', example: 'found "anny", expected any, quorum, all or priority' },
    { type: String },
  )
  message: string;

  @SentField(
    { description: 'what to do about it; null: the message says it', example: 'did you mean "any"?', nullable: true },
    { type: String },
  )
  remedy: string | null;
}
