import { Body, Controller, Get, Header, HttpCode, Post, UseGuards, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApplyRequestDto, ConfigStatusDto, type FileFindingDto, ReloadDto } from '@failover-dns/contracts';
import { type Fault } from '@failover-dns/config';
import { ConfigRefusal } from '../config/config-refusal.js';
import { CurrentConfig } from '../config/current-config.js';
import { Reload, type ReloadOutcome } from '../config/reload.js';
import { Trial } from '../config/trial.js';
import { findingView } from './finding.js';
import { OperatorGuard, ViewerGuard } from './guards.js';
import { Problem, Problems } from './problem.js';
import { BodyPipe } from './validation.pipe.js';

const REFUSED = { 401: 'an operator’s token is needed', 403: 'no api.admin_token is set, or it is another' };

@ApiTags('config')
@Controller('api/v1/config')
export class ConfigController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly reload: Reload,
    private readonly trial: Trial,
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
      confirm_until: this.trial.until()?.toISOString() ?? null,
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
    ...REFUSED,
    422: 'the files have faults, which are listed, or cannot be put in force; the old config stays',
  })
  async read(): Promise<ReloadDto> {
    return appliedView(await this.reload.run('the API'));
  }

  @Post('apply')
  @HttpCode(200)
  @UseGuards(OperatorGuard)
  @UsePipes(new BodyPipe())
  @ApiBearerAuth()
  @ApiOperation({
    operationId: 'applyConfig',
    summary: 'Put a config in force on trial: it goes back by itself unless it is confirmed in time',
    description:
      'The file is written with the confirmation, in one step. A reload meanwhile ends the trial: the file’s config counts.',
  })
  @ApiOkResponse({ type: ReloadDto })
  @Problems({ 400: 'a field of the wrong type', ...REFUSED, 422: 'the config has faults, or could not be kept; nothing changed' })
  async apply(@Body() { config, confirm_within_sec }: ApplyRequestDto): Promise<ReloadDto> {
    return appliedView(await this.trial.begin(config, confirm_within_sec ?? CONFIRM_WITHIN_SEC).catch(asProblem));
  }

  @Post('confirm')
  @HttpCode(204)
  @UseGuards(OperatorGuard)
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'confirmConfig', summary: 'Keep the config that is on trial: the file is written' })
  @ApiNoContentResponse({ description: 'the file is written' })
  @Problems({ ...REFUSED, 404: 'no config is on trial', 422: 'the file cannot be written' })
  async confirm(): Promise<void> {
    if (!(await this.trial.confirm().catch(asProblem))) throw new Problem(404, 'no config is on trial');
  }
}

const CONFIRM_WITHIN_SEC = 120;

function asProblem(error: unknown): never {
  throw error instanceof ConfigRefusal ? new Problem(422, error.message) : error;
}

/** 422 when it is not in force. */
function appliedView(outcome: ReloadOutcome): ReloadDto {
  if (outcome.refused === null) return reloadView(outcome);
  const errors = outcome.refused.faults
    .slice(0, MOST_SENT)
    .map(fileFinding)
    .map(({ file, line, path, message }) => ({ path, detail: `${file} line ${line}: ${message}` }));
  const first = errors[0] === undefined ? '' : `: ${errors[0].detail}`;
  throw new Problem(422, `${outcome.text}${first}; the old config stays in force`, errors.length > 0 ? errors : undefined);
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
