/** The command was asked for something it does not do: said in one sentence, with the way to its help. */
export class Misuse extends Error {}
