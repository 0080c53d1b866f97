import { ListField, SentField } from './fields.js';

export class DnsAddressDto {
  @SentField(
    { description: 'the address; `::` and `0.0.0.0` stand for every one of this machine', example: '::' },
    { type: String },
  )
  address: string;

  @SentField({ description: 'the port', example: 53 }, { type: 'integer' })
  port: number;
}

/** Reply to `GET /api/v1/info`. */
export class InfoDto {
  @SentField({ description: 'version of the master', example: '0.1.0' }, { type: String })
  version: string;

  @SentField({ description: 'when it was started' }, { type: String, format: 'date-time' })
  started_at: string;

  @ListField(() => DnsAddressDto, { description: 'where it answers DNS' })
  dns: DnsAddressDto[];

  @SentField({ description: 'names of its zones', example: ['failover'] }, { type: String, isArray: true })
  zones: string[];
}
