import { Controller, Get, HttpCode } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ForOperators } from './who-may-call.js';

@ApiTags('operators')
@Controller('api/v1/operator')
export class OperatorController {
  @Get()
  @HttpCode(204)
  @ForOperators()
  @ApiOperation({
    operationId: 'isOperator',
    summary: 'Is this an operator’s token? 204: it is; changes nothing',
    description: 'For pages and programs that ask for a token, before they show what only operators may do.',
  })
  @ApiNoContentResponse({ description: 'it is' })
  check(): void {
    // The guard has said it all.
  }
}
