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

  @TextField({
    description:
      'Certificates (PEM) of the authorities that may vouch for the master, instead of the usual ones; relative to this one.',
    max: 4096,
  })
  ca_file?: string;

  @TextField({ description: 'Certificate (PEM) that is shown to the master; with `key_file`.', max: 4096 })
  cert_file?: string;

  @TextField({ description: 'The private key (PEM) of `cert_file`.', max: 4096 })
  key_file?: string;

  @TextField({ description: 'Where `failover query` asks: `host` or `host:port`.' })
  dns?: string;
}
