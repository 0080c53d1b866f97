import { Controller, Get, Header, HttpCode, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OperatorGuard } from './guards.js';
import { Problems } from './problem.js';

@ApiTags('operators')
@Controller('api/v1/operator')
export class OperatorController {
  @Get()
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @UseGuards(OperatorGuard)
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'isOperator', summary: 'Is this an operator’s token? 204: it is; changes nothing' })
  @ApiNoContentResponse({ description: 'it is' })
  @Problems({ 401: 'an operator’s token is needed', 403: 'no api.admin_token is set, or it is another' })
  check(): void {
    // The guard has said it all.
  }
}
