// What other chapters may use. Everything else in this folder is private to it.
export { educationPlan, type EducationPlan } from './record.ts'
