import { circle } from './circle.ts'

export const square = (): unknown => circle
