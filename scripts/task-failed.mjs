/** A task did not succeed; the message, if any, is one sentence, and the details were printed before. */
export class TaskFailed extends Error {}
