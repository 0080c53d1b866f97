import { applyDecorators, HttpException } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from '@failover-dns/contracts';

/** An error for the caller: a status, and a sentence that says what is wrong and what would be right (RFC 9457). */
export class Problem extends HttpException {
  constructor(
    status: number,
    readonly detail: string,
    readonly errors?: { path: string; detail: string }[],
  ) {
    super(detail, status);
  }
}

/** Documents which problems an operation can answer with. */
export const Problems = (problems: Record<number, string>) =>
  applyDecorators(
    ApiExtraModels(ProblemDto),
    ...Object.entries(problems).map(([status, description]) =>
      ApiResponse({
        status: Number(status),
        description,
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
      }),
    ),
  );
