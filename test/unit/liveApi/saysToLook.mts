/** Whether a refusal says first that the change may have been made all the same. */
export const saysToLook = ({ nextStep }: { nextStep: string }): boolean =>
	nextStep.startsWith('Look whether the change was made before trying again. ');
