package store

import "iter"

// portion is how many rows an iterator reads at a time.
const portion = 1000

// inPortions yields what read returns, a portion after the other; key tells where the next one begins, the first after
// the zero value. Between two portions nothing is held, so that the loop's body may use the store.
func inPortions[T, K any](key func(T) K, read func(after K) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for after := *new(K); ; {
			list, err := read(after)
			if err != nil {
				yield(*new(T), err)
				return
			}
			for _, v := range list {
				if !yield(v, nil) {
					return
				}
			}
			if len(list) < portion {
				return
			}
			after = key(list[len(list)-1])
		}
	}
}
