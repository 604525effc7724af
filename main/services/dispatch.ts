// Answers one call of the contract: schema, handler, envelope. Both hosts go through it, so a fault has the same code in each.
import type { Envelope, ErrorCode } from '../../shared/contract/answers.ts';
import { type Answer, calls, type Request } from '../../shared/contract/calls.ts';
import { type CallName, callNames } from '../../shared/contract/names.ts';
import { ServiceError } from './errors.ts';
import type { Log } from './log.ts';

export type Handlers = { [N in CallName]: (request: Request<N>) => Answer<N> | Promise<Answer<N>> };

export type Dispatch = (name: string, request: unknown) => Promise<Envelope<unknown>>;

export const failure = (code: ErrorCode, message: string): Envelope<never> => ({ ok: false, error: { code, message } });

export const isCallName = (name: string): name is CallName => (callNames as readonly string[]).includes(name);

/** Never rejects: whatever goes wrong becomes an envelope with a code, and the details go to the log only. */
export function createDispatch(handlers: Handlers, log: Log): Dispatch {
  return async (name, request) => {
    if (!isCallName(name)) return failure('badRequest', 'There is no such call.');
    try {
      const parsed = calls[name].request.safeParse(request);
      if (!parsed.success) return failure('badRequest', `${name}: ${firstIssue(parsed.error.issues)}`);
      // The table ties each schema to its handler, which TypeScript cannot follow through a name that is only known at run time.
      const handler = handlers[name] as (request: unknown) => unknown;
      const value: unknown = await handler(parsed.data);
      return { ok: true, value: calls[name].answer.parse(value) };
    } catch (error) {
      if (error instanceof ServiceError) return failure(error.code, error.message);
      log.error(`call ${name} failed`, error);
      return failure('failed', 'Topolith made a mistake; its log file has the details.');
    }
  };
}

function firstIssue(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const issue = issues[0];
  if (!issue) return 'not valid';
  return issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ${issue.message}` : issue.message;
}
