import { Controller, Get, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConfigStatusDto, type FileFindingDto, ReloadDto } from '@failover-dns/contracts';
import { type Fault } from '@failover-dns/config';
import { CurrentConfig } from '../config/current-config.js';
import { Reload, type ReloadOutcome } from '../config/reload.js';
import { findingView } from './finding.js';
import { OperatorGuard, ViewerGuard } from './guards.js';
import { Problem, Problems } from './problem.js';

@ApiTags('config')
@Controller('api/v1/config')
export class ConfigController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly reload: Reload,
  ) {}

  @Get()
  @UseGuards(ViewerGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getConfig', summary: 'Which config is in force, and what came of the last reload' })
  @ApiOkResponse({ type: ConfigStatusDto })
  @Problems({ 401: 'a viewer’s token is needed' })
  status(): ConfigStatusDto {
    const { last, loadedAt } = this.reload;
    return {
      file: this.config.value.file,
      version: this.config.version,
      loaded_at: loadedAt.toISOString(),
      waiting_for_restart: [...(last?.waiting ?? [])],
      last_reload: last && reloadView(last),
    };
  }

  @Post('reload')
  @HttpCode(200)
  @UseGuards(OperatorGuard)
  @ApiBearerAuth()
  @ApiOperation({
    operationId: 'reloadConfig',
    summary: 'Read the config’s files anew',
    description: 'As SIGHUP does, and a change of the files by itself: whole, or not at all. No query is lost.',
  })
  @ApiOkResponse({ type: ReloadDto })
  @Problems({
    401: 'an operator’s token is needed',
    403: 'no api.admin_token is set, or it is another',
    422: 'the files have faults, which are listed, or cannot be put in force; the old config stays',
  })
  async read(): Promise<ReloadDto> {
    const outcome = await this.reload.run('the API');
    if (outcome.refused === null) return reloadView(outcome);
    const errors = outcome.refused.faults
      .slice(0, MOST_SENT)
      .map(fileFinding)
      .map(({ file, line, path, message }) => ({
        path,
        detail: `${file} line ${line}: ${message}`,
      }));
    const first = errors[0] === undefined ? '' : `: ${errors[0].detail}`;
    throw new Problem(422, `${outcome.text}${first}; the old config stays in force`, errors.length > 0 ? errors : undefined);
  }
}

/** Faults and lints that are sent. */
const MOST_SENT = 100;

const fileFinding = (fault: Fault): FileFindingDto => ({ file: fault.file, ...findingView(fault) });

const reloadView = ({ at, by, text, refused, warnings }: ReloadOutcome): ReloadDto => ({
  at: at.toISOString(),
  by,
  applied: refused === null,
  text,
  faults: (refused?.faults ?? []).slice(0, MOST_SENT).map(fileFinding),
  lints: warnings.slice(0, MOST_SENT).map(fileFinding),
});
