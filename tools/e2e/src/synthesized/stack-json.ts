/** A block of Terraform's JSON: names as Terraform has them, values literal or with expressions in them. */
export type Block = Record<string, unknown>;

/** A stack as it was synthesized. */
export interface StackJson {
  terraform: { backend: Record<string, Block> };
  /** By type, then by id. */
  resource: Record<string, Record<string, Block>>;
}

/** Resources of a type, by id. */
export const ofType = ({ resource }: StackJson, type: string): Record<string, Block> => resource[type] ?? {};

/** The one resource of a type. */
export function only(stack: StackJson, type: string): Block {
  const [found, ...others] = Object.values(ofType(stack, type));
  if (!found || others.length > 0) throw new Error(`there is not one ${type}, but ${others.length + 1}`);
  return found;
}

/**
 * A value with its expressions put in. What the stack itself says literally, such as the name of its log group, is taken
 * from there.
 *
 * @param given what only a deployment or AWS knows, by expression: `var.image`, `aws_kms_key.key.arn`
 * @throws Error for an expression that neither has
 */
export function resolve<T>(value: T, stack: StackJson, given: Record<string, string>): T {
  const valueOf = (expression: string): string => {
    const [type = '', id = '', attribute = ''] = expression.split('.');
    const said = given[expression] ?? stack.resource[type]?.[id]?.[attribute];
    if (typeof said !== 'string') throw new Error(`nobody says what ${expression} is`);
    return resolve(said, stack, given);
  };
  const put = (each: unknown): unknown => {
    if (typeof each === 'string') {
      // `$${` is how Terraform writes a `${` that is none of its own.
      return each.replaceAll(/\$?\$\{([^{}]*)\}/g, (token: string, expression: string) =>
        token.startsWith('$$') ? token.slice(1) : valueOf(expression),
      );
    }
    if (Array.isArray(each)) return each.map(put);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, put(inner)]));
  };
  return put(value) as T;
}

/**
 * A block with the names of AWS's API, which are Terraform's in camel case.
 *
 * @param first how a name begins: `c` for camelCase, as in ECS; `C` for CamelCase, as in CloudWatch
 */
export function withApiNames(value: unknown, first: 'c' | 'C' = 'c'): unknown {
  if (Array.isArray(value)) return value.map((each) => withApiNames(each, first));
  if (typeof value !== 'object' || value === null) return value;
  const nameOf = (name: string) =>
    name.replaceAll(first === 'C' ? /(?:^|_)(\w)/g : /_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [nameOf(name), withApiNames(inner, first)]),
  );
}
