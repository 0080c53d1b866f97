import { SecretField, TextField, UrlField } from '@failover-dns/config';

/** `~/.config/failover/config.yaml` */
export class SettingsFile {
  @UrlField({ description: 'Where the API of the master is.' })
  server?: string;

  @SecretField({ description: 'The operators’ or the viewers’ token.' })
  token?: string;

  /** Takes the place of the field that comes with `token`: who may read that file is looked at here. */
  @TextField({ description: 'File that holds the token; relative to this one.', max: 4096 })
  token_file?: string;

  @TextField({ description: 'Where `failover query` asks: `host` or `host:port`.' })
  dns?: string;
}
