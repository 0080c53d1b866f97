import { Controller, Delete, HttpCode, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MassFailureBrake } from '../health/brake.js';
import { OperatorGuard } from './guards.js';
import { Problem, Problems } from './problem.js';

@ApiTags('operators')
@Controller('api/v1/brake')
export class BrakeController {
  constructor(private readonly brake: MassFailureBrake) {}

  @Delete()
  @HttpCode(204)
  @UseGuards(OperatorGuard)
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'releaseBrake', summary: 'Release the mass-failure brake: verdicts count again' })
  @ApiNoContentResponse({ description: 'it is released' })
  @Problems({ 401: 'an operator’s token is needed', 403: 'no api.admin_token is set, or it is another', 404: 'the brake is off' })
  release(): void {
    if (!this.brake.release()) throw new Problem(404, 'the mass-failure brake is off');
  }
}
