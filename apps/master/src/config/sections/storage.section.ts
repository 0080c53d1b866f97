import { IntegerField, TextField } from '@failover-dns/config';

export class StorageSection {
  @TextField({
    description: 'File of snapshot and history, relative to the working directory; `:memory:` keeps them until the master ends.',
    max: 4096,
  })
  path = 'data/failover.db';

  @IntegerField({ description: 'Days that history is kept.', min: 1, max: 36_500 })
  keep_days = 30;

  @IntegerField({
    description:
      'Pairs of target and agent whose latencies are kept for charts, a day by the minute and a week by ten; with more, one series a target; 0: none.',
    min: 0,
    max: 100_000,
  })
  latencies = 10_000;
}
