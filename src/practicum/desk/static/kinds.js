// What kind of act an action is: written in the composer, possible on a stream.

export const hasText = (action) => action.fields.some((spec) => spec.kind === "text");
export const needsOptions = (action) => action.fields.some((spec) => spec.name === "option");
const hasPosture = (action) => action.fields.some((spec) => spec.name === "posture");

/** Whether an act is written in the composer: words for the public, one person or a journalist. */
export const isWritten = (action) => needsOptions(action) || (hasText(action) && (action.group === "speak" || hasPosture(action)));

/** Whether an act is possible on a thread at all; a stream takes only some. */
export const takes = (action, thread) =>
  action.target !== "thread" || (Boolean(thread) && (thread.kind !== "stream" || Boolean(action.stream)));
