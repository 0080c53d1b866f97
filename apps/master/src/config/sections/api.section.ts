import { AddressField, PortField, SecretField } from '@failover-dns/config';

export class ApiSection {
  @AddressField({ description: 'Address of the API; `0.0.0.0` lets agents on other machines reach it.' })
  listen_ip = '127.0.0.1';

  @PortField({ description: 'Port of the API; 0 lets the system choose.', min: 0 })
  listen_port = 8000;

  @SecretField({ description: 'Who sends it as `Authorization: Bearer` may change things; nobody may when it is not set.' })
  admin_token?: string;

  @SecretField({ description: 'Who sends it may read; everybody may when it is not set.' })
  viewer_token?: string;
}
