/** Why the process cannot run here; the message is one sentence for the one who started it, and all they see. */
export class CannotStart extends Error {}
