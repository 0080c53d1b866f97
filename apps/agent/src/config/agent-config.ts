import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsNetwork, IsServerUrl, Tags } from './checks.js';

/** One master: where it is, what it knows this agent by, and which tasks it is asked for. */
export class ServerConfig {
  @IsString()
  @Length(1, 255)
  name: string;

  @IsServerUrl()
  url: string;

  /** Without one the agent sees only the domains that ask for none. */
  @IsOptional()
  @IsString()
  token?: string;

  @Tags()
  @IsArray()
  @IsString({ each: true })
  tags: string[] = [];
}

export class LogConfig {
  @IsIn(['debug', 'info', 'warn', 'error'])
  level: 'debug' | 'info' | 'warn' | 'error' = 'info';

  @IsIn(['text', 'json'])
  format: 'text' | 'json' = 'text';
}

/** The whole of `agent_config.yaml`, checked. The names are the file's. */
export class AgentConfig {
  @IsString()
  @Length(1, 255)
  agent_id: string;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique((server: ServerConfig) => server.name, { message: 'servers must have different names' })
  @ValidateNested({ each: true })
  @Type(() => ServerConfig)
  servers: ServerConfig[];

  @IsNumber()
  @Min(0.1)
  @Max(3600)
  tasks_interval_sec = 10;

  @IsInt()
  @Min(1)
  @Max(10_000)
  max_concurrent = 256;

  @IsArray()
  @IsNetwork({ each: true })
  allow_networks: string[] = [];

  /** Denied besides what always is (probers/networks.ts). */
  @IsArray()
  @IsNetwork({ each: true })
  deny_networks: string[] = [];

  @ValidateNested()
  @Type(() => LogConfig)
  log: LogConfig = new LogConfig();
}
