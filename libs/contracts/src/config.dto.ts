import { ListField, NumberField, SentField, TextField } from './fields.js';
import { ConfigFileDto, FindingDto } from './finding.dto.js';
import { NoteDto } from './override.dto.js';

/** What came of reading the config anew. */
export class ReloadDto {
  @SentField({ description: 'when' }, { type: String, format: 'date-time' })
  at: string;

  @SentField({ description: 'what asked for it', example: 'SIGHUP' }, { type: String })
  by: string;

  @SentField({ description: 'true: what was read is in force; false: nothing changed' }, { type: Boolean })
  applied: boolean;

  @SentField(
    {
      description: 'what came of it, in one sentence',
      example: 'config.yaml is in force; domains: 1 added, 2 changed, 0 removed',
    },
    { type: String },
  )
  text: string;

  @ListField(() => FindingDto, { description: 'why it is not in force' })
  faults: FindingDto[];

  @ListField(() => FindingDto, { description: 'lints: what works, but hardly as it was meant' })
  lints: FindingDto[];
}

/** Body of `POST /api/v1/config/apply`. */
export class ApplyRequestDto extends NoteDto {
  @TextField({
    description: 'the config (YAML), as it is to stand in the file',
    example: 'zones:\n  - name: failover\n',
    nullable: true,
    maxLength: 900_000,
  })
  config?: string | null;

  @ListField(() => ConfigFileDto, {
    description:
      'the YAML files that it includes, as they are to stand; without `config`: those of the folder that the master reads',
    nullable: true,
    maxItems: 1000,
  })
  files?: ConfigFileDto[] | null;

  @NumberField({
    description: 'seconds within which it must be confirmed; default 120',
    min: 1,
    max: 3600,
    example: 120,
    nullable: true,
  })
  confirm_within_sec?: number | null;
}

/** Reply to `GET /api/v1/config`. */
export class ConfigStatusDto {
  @SentField({ description: 'the file', example: '/etc/failover/config.yaml' }, { type: String })
  file: string;

  @SentField({ description: 'names the tasks of this config', example: '5c1d0f2a9b3e4d67' }, { type: String })
  version: string;

  @SentField({ description: 'since when it is in force' }, { type: String, format: 'date-time' })
  loaded_at: string;

  @SentField({ description: 'keys whose change waits for a restart', example: ['dns.workers'] }, { type: String, isArray: true })
  waiting_for_restart: string[];

  @SentField(
    { description: 'until when the config that is on trial must be confirmed; null: none is on trial', nullable: true },
    { type: String, format: 'date-time' },
  )
  confirm_until: string | null;

  @SentField({ description: 'the last reload; null: none since the start', nullable: true }, { type: () => ReloadDto })
  last_reload: ReloadDto | null;
}
