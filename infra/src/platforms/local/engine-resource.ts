import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import type { ContainerSpec, NetworkSpec } from './spec.ts';

export type EngineResourceProps =
  { kind: 'network'; spec: NetworkSpec } | { kind: 'container'; spec: ContainerSpec };

/**
 * A resource of the engine, as two `terraform_data`: one that stands for its life and removes it at the end, and one
 * that puts it in place whenever its specification changes. A change is then one step, which can hand over from the
 * old to the new, and not a removal followed by a creation.
 *
 * @returns Terraform address of the one that puts it in place
 */
export function engineResource(scope: Construct, { kind, spec }: EngineResourceProps): string {
  const lifetime = new EngineCommand(scope, `${kind}-lifetime`, {
    when: 'destroy',
    verb: `remove-${kind}`,
    input: { name: spec.name },
  });
  const put = new EngineCommand(scope, kind, {
    when: 'create',
    verb: `put-${kind}`,
    input: spec,
    after: lifetime,
  });
  return `${put.terraformResourceType}.${put.friendlyUniqueId}`;
}

interface EngineCommandProps {
  when: 'create' | 'destroy';
  verb: string;
  input: object;
  after?: TerraformResource;
}

/** A `terraform_data` which runs one verb of `main.ts` in this folder's `engine` with its input as JSON. */
class EngineCommand extends TerraformResource {
  readonly #input: object;

  constructor(scope: Construct, id: string, { when, verb, input, after }: EngineCommandProps) {
    super(scope, id, {
      terraformResourceType: 'terraform_data',
      ...(after && { dependsOn: [after] }),
      provisioners: [
        {
          type: 'local-exec',
          when,
          // PROD_E_ROOT is the workspace, set by whoever runs Terraform.
          command: `node "$PROD_E_ROOT/infra/src/platforms/local/engine/main.ts" ${verb}`,
          environment: { SPEC: '${jsonencode(self.input)}' },
        },
      ],
    });
    this.#input = input;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { input: this.#input, triggers_replace: this.#input };
  }
}
