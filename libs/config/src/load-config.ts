import { z } from 'zod';

/**
 * Reads the environment once, before anything starts. Throws one error that names every variable that
 * is missing or wrong and prints no value, so that a secret never reaches a log.
 */
export function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<z.output<Schema>> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) {
    return Object.freeze(parsed.data);
  }
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.')}: ${reason(issue)}`,
  );
  throw new Error(`The configuration is incomplete:\n${problems.join('\n')}`);
}

function reason(issue: z.core.$ZodIssue): string {
  // Zod's own message may quote the value; only the kind of problem is told.
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be a ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'custom':
      return issue.message;
    default:
      return `is not valid (${issue.code})`;
  }
}
