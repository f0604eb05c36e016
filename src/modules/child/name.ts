export {
  ageWords,
  calledBy,
  counted,
  firstNameOf,
  nameOf,
  ordinal,
  whose,
  type Named,
} from '../../platform/people/name.ts'
