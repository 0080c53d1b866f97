import { Body, Controller, Delete, HttpCode, UsePipes } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NoteDto } from '@failover-dns/contracts';
import { MassFailureBrake } from '../health/brake.js';
import { Notes } from './notes.js';
import { Problem, Problems } from './problem.js';
import { BodyPipe } from './validation.pipe.js';
import { ForOperators } from './who-may-call.js';

@ApiTags('operators')
@Controller('api/v1/brake')
export class BrakeController {
  constructor(
    private readonly brake: MassFailureBrake,
    private readonly notes: Notes,
  ) {}

  @Delete()
  @HttpCode(204)
  @ForOperators()
  @UsePipes(new BodyPipe())
  @ApiBody({ type: NoteDto, required: false })
  @ApiOperation({
    operationId: 'releaseBrake',
    summary: 'Release the mass-failure brake: verdicts count again',
    description: 'For failures that are real. Without it the brake lets go by itself after `defaults.server.brake.max_sec`.',
  })
  @ApiNoContentResponse({ description: 'it is released' })
  @Problems({ 404: 'the brake is off' })
  release(@Body() note: NoteDto): void {
    if (this.brake.current() !== null) this.notes.add(note, 'release the brake');
    if (!this.brake.release()) throw new Problem(404, 'the mass-failure brake is off');
  }
}
