import { applyDecorators, HttpException } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { type FindingDto, ProblemDto } from '@failover-dns/contracts';
import { ConfigRefusal } from '../config/config-refusal.js';

/** An error for the caller: a status, and a sentence that says what is wrong and what would be right (RFC 9457). */
export class Problem extends HttpException {
  constructor(
    status: number,
    readonly detail: string,
    /** `errors`: where the body is wrong; `faults`: where a config is. */
    readonly extra: { errors?: { path: string; detail: string }[]; faults?: FindingDto[] } = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail, status);
  }
}

/** In whole seconds, at least one. */
export const retryAfter = (sec: number): Record<string, string> => ({ 'retry-after': String(Math.max(1, Math.ceil(sec))) });

/** What a config cannot be used for is the caller's to mend. */
export function asProblem(error: unknown): never {
  throw error instanceof ConfigRefusal ? new Problem(422, error.message) : error;
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
