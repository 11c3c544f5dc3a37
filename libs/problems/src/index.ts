export { HttpProblem, type ProblemDetails, type ProblemOptions } from './http-problem.ts';
export { toProblem } from './to-problem.ts';
export { sendProblems, type Report } from './send-problems.ts';
export { answerClientError } from './client-error.ts';
