import { Body, Controller, Get, HttpCode, Post, UsePipes } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApplyRequestDto, ConfigStatusDto, NoteDto, ReloadDto } from '@failover-dns/contracts';
import { CurrentConfig } from '../config/current-config.js';
import { Reload, type ReloadOutcome } from '../config/reload.js';
import { placed, sentName } from '../config/sent-config.js';
import { Trial } from '../config/trial.js';
import { faultyConfig, findingViews } from './finding.js';
import { Notes } from './notes.js';
import { asProblem, Problem, Problems } from './problem.js';
import { BodyPipe } from './validation.pipe.js';
import { ForOperators, ForViewers } from './who-may-call.js';

@ApiTags('config')
@Controller('api/v1/config')
export class ConfigController {
  constructor(
    private readonly config: CurrentConfig,
    private readonly reload: Reload,
    private readonly trial: Trial,
    private readonly notes: Notes,
  ) {}

  @Get()
  @ForViewers()
  @ApiOperation({
    operationId: 'getConfig',
    summary: 'Which config is in force, and what came of the last reload',
    description: 'A reload that was refused is told here until the next; the config that is in force stays.',
  })
  @ApiOkResponse({ type: ConfigStatusDto })
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
  @ForOperators()
  @UsePipes(new BodyPipe())
  @ApiBody({ type: NoteDto, required: false })
  @ApiOperation({
    operationId: 'reloadConfig',
    summary: 'Read the config’s files anew',
    description: 'As SIGHUP does, and a change of the files by itself: whole, or not at all. No query is lost.',
  })
  @ApiOkResponse({ type: ReloadDto })
  @Problems({
    422: 'the files have faults, which are listed, or cannot be put in force; the old config stays',
  })
  async read(@Body() note: NoteDto): Promise<ReloadDto> {
    this.notes.add(note, 'reload the config');
    return appliedView(await this.reload.run('the API'));
  }

  @Post('apply')
  @HttpCode(200)
  @ForOperators()
  @UsePipes(new BodyPipe())
  @ApiBody({
    type: ApplyRequestDto,
    examples: { sent: { value: { config: 'zones:\n  - name: failover\n', confirm_within_sec: 120 } } },
  })
  @ApiOperation({
    operationId: 'applyConfig',
    summary: 'Put a config in force on trial: it goes back by itself unless it is confirmed in time',
    description:
      'Its files are written with the confirmation. A reload meanwhile ends the trial: the files’ config counts. Files beside them that the config would read and that were not sent are renamed to `….before` then.',
  })
  @ApiOkResponse({ type: ReloadDto })
  @Problems({ 400: 'a field of the wrong type', 422: 'the config has faults, or could not be kept; nothing changed' })
  async apply(@Body() { confirm_within_sec, reason, who, ...sent }: ApplyRequestDto): Promise<ReloadDto> {
    const own = this.config.value.file;
    const seconds = confirm_within_sec ?? CONFIRM_WITHIN_SEC;
    this.notes.add({ reason, who }, `apply a config on trial for ${seconds} s`);
    const outcome = await this.trial.begin(sent, seconds).catch(asProblem);
    return appliedView(outcome, (file) => sentName(file, placed(sent, own)));
  }

  @Post('confirm')
  @HttpCode(204)
  @ForOperators()
  @UsePipes(new BodyPipe())
  @ApiBody({ type: NoteDto, required: false })
  @ApiOperation({
    operationId: 'confirmConfig',
    summary: 'Keep the config that is on trial: the file is written',
    description: 'The trial began with `applyConfig`. Without this the config of before comes back when its time is over.',
  })
  @ApiNoContentResponse({ description: 'the file is written' })
  @Problems({ 404: 'no config is on trial', 422: 'the file cannot be written' })
  async confirm(@Body() note: NoteDto): Promise<void> {
    if (this.trial.until() !== null) this.notes.add(note, 'confirm the config on trial');
    if (!(await this.trial.confirm().catch(asProblem))) throw new Problem(404, NONE_ON_TRIAL);
  }

  @Post('rollback')
  @HttpCode(200)
  @ForOperators()
  @UsePipes(new BodyPipe())
  @ApiBody({ type: NoteDto, required: false })
  @ApiOperation({
    operationId: 'rollbackConfig',
    summary: 'Take the config that is on trial back: that of before is in force',
    description: 'At once, without waiting for the end of the trial. No file is written.',
  })
  @ApiOkResponse({ type: ReloadDto })
  @Problems({ 404: 'no config is on trial', 422: 'the config of before cannot be put in force any more' })
  async rollback(@Body() note: NoteDto): Promise<ReloadDto> {
    if (this.trial.until() !== null) this.notes.add(note, 'take the config on trial back');
    const outcome = await this.trial.takeBack();
    if (outcome === null) throw new Problem(404, NONE_ON_TRIAL);
    return appliedView(outcome);
  }
}

const NONE_ON_TRIAL = 'no config is on trial: none was applied, or its time is over';

const CONFIRM_WITHIN_SEC = 120;

const STAYS = '; the old config stays in force';

/** 422 when it is not in force. */
function appliedView(outcome: ReloadOutcome, nameOf?: (file: string) => string): ReloadDto {
  if (outcome.refused === null) return reloadView(outcome, nameOf);
  const { faults } = outcome.refused;
  if (faults.length > 0) throw faultyConfig(faults, nameOf, STAYS);
  throw new Problem(422, outcome.text + STAYS);
}

const reloadView = ({ at, by, text, refused, warnings }: ReloadOutcome, nameOf?: (file: string) => string): ReloadDto => ({
  at: at.toISOString(),
  by,
  applied: refused === null,
  text,
  faults: findingViews(refused?.faults ?? [], nameOf),
  lints: findingViews(warnings, nameOf),
});
