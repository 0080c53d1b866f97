import { Body, Controller, Delete, HttpCode, UseGuards, UsePipes } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NoteDto } from '@failover-dns/contracts';
import { MassFailureBrake } from '../health/brake.js';
import { OperatorGuard } from './guards.js';
import { Notes } from './notes.js';
import { Problem, Problems } from './problem.js';
import { BodyPipe } from './validation.pipe.js';

@ApiTags('operators')
@Controller('api/v1/brake')
export class BrakeController {
  constructor(
    private readonly brake: MassFailureBrake,
    private readonly notes: Notes,
  ) {}

  @Delete()
  @HttpCode(204)
  @UseGuards(OperatorGuard)
  @UsePipes(new BodyPipe())
  @ApiBody({ type: NoteDto, required: false })
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'releaseBrake', summary: 'Release the mass-failure brake: verdicts count again' })
  @ApiNoContentResponse({ description: 'it is released' })
  @Problems({ 401: 'an operator’s token is needed', 403: 'no api.admin_token is set, or it is another', 404: 'the brake is off' })
  release(@Body() note: NoteDto): void {
    if (this.brake.current() !== null) this.notes.add(note, 'release the brake');
    if (!this.brake.release()) throw new Problem(404, 'the mass-failure brake is off');
  }
}
