import { SentField } from './fields.js';
import { FindingDto } from './finding.dto.js';

/** An error as RFC 9457 `application/problem+json`. */
export class ProblemDto {
  @SentField(
    { description: 'kind of problem; `about:blank` says that the status tells all', example: 'about:blank' },
    { type: String },
  )
  type: string;

  @SentField({ description: 'the status in words', example: 'Unprocessable Content' }, { type: String })
  title: string;

  @SentField({ description: 'HTTP status', example: 422 }, { type: 'integer' })
  status: number;

  @SentField(
    { description: 'what is wrong here, and what would be right', example: '192.0.2.99 is not a target of webmail.failover' },
    { type: String },
  )
  detail: string;

  @SentField(
    {
      description: 'where the body is wrong: a path and what was expected there',
      example: [{ path: 'port', detail: 'port must not be greater than 65535' }],
    },
    {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'string', description: 'where' },
          detail: { type: 'string', description: 'what was expected there' },
        },
      },
      required: false,
    },
  )
  errors?: { path: string; detail: string }[];

  @SentField({ description: 'what is wrong with a config' }, { type: () => FindingDto, isArray: true, required: false })
  faults?: FindingDto[];
}
