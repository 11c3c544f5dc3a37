/** Where an error is in the synthesized JSON, which nobody wrote: `with terraform_data.x,`, `on cdk.tf.json line 1`, `1: {`. */
const sourceFrame = /^(with .*,$|on .* line \d+|\d+: )/;

/** Terraform's own error messages out of all that it printed, without its frames and hints. */
export function summary(output: string): string {
  const lines = output.split('\n').map((line) => line.replace(/^[│╷╵]\s?/, ''));
  const first = lines.findIndex((line) => line.startsWith('Error: '));
  return lines
    .slice(first === -1 ? -5 : first)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !sourceFrame.test(line))
    .slice(0, 12)
    .join('\n  ');
}
