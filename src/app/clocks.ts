import { clocks as adoption } from '../modules/adoption/clocks.ts'
