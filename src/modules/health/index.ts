// What other chapters may use. Everything else in this folder is private to it.
export { healthOutcome, healthCheck, type HealthOutcome, type HealthCheck } from './record.ts'
