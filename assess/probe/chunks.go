package probe

import "iter"

// chunks gathers up to n values at a time; the slice is used again. An error comes alone and ends it.
func chunks[T any](values iter.Seq2[T, error], n int) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		var chunk []T
		for v, err := range values {
			if err != nil {
				yield(nil, err)
				return
			}
			if chunk = append(chunk, v); len(chunk) == n {
				if !yield(chunk, nil) {
					return
				}
				chunk = chunk[:0]
			}
		}
		if len(chunk) > 0 {
			yield(chunk, nil)
		}
	}
}
