import { z } from 'zod';
import { CatalogueError, ERRORS, type ErrorCode } from '../../domain/errors.ts';
import { ProblemKind } from '../../domain/schema/api/common.ts';
import { ok, publicRoute, type Route } from '../route.ts';

const tag = '说明';

/** What the type of a problem means. */
export const referenceRoutes: Route[] = [
  publicRoute(
    {
      method: 'get',
      path: '/api/problems/:code',
      id: 'getProblem',
      summary: '一类问题的说明',
      tag,
      params: z.strictObject({ code: z.string().max(60) }),
      answers: { 200: ProblemKind },
    },
    async ({ params }) => {
      if (!isCode(params.code)) throw new CatalogueError('object.not-found');
      return ok({ code: params.code, ...ERRORS[params.code] });
    },
  ),
];

function isCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}
