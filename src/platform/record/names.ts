const joined = (name: string, by: string): string =>
  name.replace(/[A-Z]/g, (letter) => by + letter.toLowerCase())

/** A name as addresses and events spell it: 'careEpisode' is 'care-episode'. */
export const kebab = (name: string): string => joined(name, '-')

/** A name as the database spells it: 'careEpisode' is 'care_episode'. */
export const snake = (name: string): string => joined(name, '_')
