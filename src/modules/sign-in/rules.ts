import type { Finding } from '../../platform/record/rule.ts'

const shortest = 12
const longest = 128

/** What is known of passwords in the world. */
export interface KnownPasswords {
  readonly isCommon: (password: string) => boolean
  readonly isBreached: (password: string) => boolean
}

/** What is wrong with a password somebody chose (ASVS 5.0 V6.2: length before all, no rules of composition). */
export function passwordFindings(password: string, about: readonly string[], is: KnownPasswords): Finding[] {
  const says = (message: string): Finding[] => [{ rule: 'password', message, at: 'password' }]
  if (password.length < shortest)
    return says(`Enter a password of at least ${shortest} letters or signs: three or four words are good`)
  if (password.length > longest) return says(`Enter a password of at most ${longest} letters or signs`)
  if (new Set(password).size < 5) return says('Enter a password with more different letters in it')
  const plain = password.toLowerCase()
  if (is.isCommon(password))
    return says('Enter a password that few others choose: three or four words of your own are good')
  if (is.isBreached(password))
    return says(
      'Enter another password: this one was stolen elsewhere and is known. Three or four words of your own are good',
    )
  const told = about.flatMap((each) => each.toLowerCase().split(/[\s@.]+/)).filter((part) => part.length > 3)
  return told.some((part) => plain.includes(part))
    ? says('Enter a password without your name or what you sign in as in it')
    : []
}
